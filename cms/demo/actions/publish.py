"""Publishing the demonstration: each part makes what is missing and touches nothing else."""

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from allauth.account.models import EmailAddress
from django.utils import timezone
from wagtail.models import Page

from cms.demo import discussion, networks, pages, people
from cms.pages.actions.ensure_area_page import ensure_area_page
from cms.pages.models import ArticlePage, HomePage, NewsPage
from community.areas.models import Area
from community.members.actions.standing import confirm_member
from community.members.models import Member
from community.networks.actions.join_requests import ask_to_join
from community.networks.actions.memberships import add_member
from community.networks.actions.networks import create_network, update_network
from community.networks.models import Membership, Network
from community.organisations.actions.affiliations import add_affiliation
from community.organisations.actions.load_organisations import load_organisations
from community.organisations.actions.organisations import create_organisation
from community.organisations.models import Organisation
from forums.actions.boards import create_board
from forums.actions.posts import create_post
from forums.actions.topics import create_topic
from forums.models import Board, Post
from forums.texts import from_plain
from realtime.publishing import action


def publish_organisations(*, actor: Any) -> str:
    """The official organisations and the demonstration's own; returns a line about them."""
    report = load_organisations(actor=actor)
    name, kind, area = people.NGO
    if not Organisation.objects.filter(name=name).exists():
        where = Area.objects.filter(slug=area).first()
        create_organisation(actor=actor, name=name, kind=kind, area=where)
    return str(report)


def publish_people(*, actor: Any) -> list[Member]:
    """The fictitious members who are missing, with the password of the demonstration."""
    known = set(Member.objects.values_list("email", flat=True))
    return [_make_member(actor, person) for person in people.EVERYONE if person.email not in known]


def _make_member(actor: Any, person: people.Person) -> Member:
    with action():
        member = Member.objects.create_user(
            person.email,
            people.DEMO_PASSWORD,
            name=person.name,
            title=person.title,
            workplace=person.workplace,
            profession=person.profession,
            expertise=person.expertise,
            is_fictitious=True,
            main_area=Area.objects.filter(slug=person.area).first(),
            area_decided=True,
            is_staff=person.is_administrator,
            is_superuser=person.is_administrator,
        )
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
        if person.standing == Member.Standing.UNCONFIRMED:
            return member
        as_guest = person.standing == Member.Standing.GUEST
        confirm_member(actor=actor, member=member, as_guest=as_guest)
        _affiliate(member, person)
    return member


def _affiliate(member: Member, person: people.Person) -> None:
    organisation = Organisation.objects.filter(name=person.organisation).first()
    if organisation is not None:
        add_affiliation(actor=member, organisation=organisation, role=person.title, is_main=True)


def publish_networks(*, actor: Any) -> int:
    """The networks with their boards and topics; returns how many posts were missing."""
    return sum(_publish_network(actor, network) for network in networks.NETWORKS)


def _publish_network(actor: Any, demo: networks.DemoNetwork) -> int:
    network = Network.objects.filter(name=demo.name).first() or _make_network(actor, demo)
    boards = {board.name: board for board in Board.objects.filter(network=network)}
    for position, (name, description) in enumerate(demo.boards):
        boards[name] = boards.get(name) or create_board(
            actor=actor, network=network, name=name, description=description, position=position
        )
    return sum(_publish_topic(boards[topic.board], topic) for topic in demo.topics)


def _make_network(actor: Any, demo: networks.DemoNetwork) -> Network:
    areas = list(Area.objects.filter(slug=demo.area))
    texts = {"welcome": "", "areas": areas} | demo.texts
    with action():
        network = create_network(actor=actor, **texts)
        for person in [demo.coordinator, *demo.members]:
            is_coordinator = person is demo.coordinator
            role = Membership.Role.COORDINATOR if is_coordinator else Membership.Role.MEMBER
            add_member(actor=actor, network=network, member=_member(person), role=role)
        contact = _member(demo.coordinator)
        update_network(actor=actor, network=network, contact=contact, **texts)
        for person, message in demo.asks:
            ask_to_join(actor=_member(person), network=network, message=message)
    return network


def _publish_topic(board: Board, topic: discussion.DemoTopic) -> int:
    missing = [
        (number, post)
        for number, post in enumerate(topic.posts)
        if not Post.objects.filter(author=_member(post.author), key=_key(topic, number)).exists()
    ]
    for number, post in missing:
        _publish_post(board, topic, number, post)
    return len(missing)


def _publish_post(
    board: Board, topic: discussion.DemoTopic, number: int, post: discussion.DemoPost
) -> None:
    created = timezone.now() - timedelta(hours=post.hours_ago)
    author, key = _member(post.author), _key(topic, number)
    if number == 0:
        create_topic(
            actor=author,
            board=board,
            title=topic.title,
            html=from_plain(post.text),
            kind=topic.kind,
            key=key,
            created=created,
        )
        return
    started_by = _member(topic.posts[0].author)
    first = Post.objects.select_related("topic__board__network").get(
        author=started_by, key=_key(topic, 0)
    )
    html = from_plain(post.text)
    create_post(actor=author, topic=first.topic, html=html, key=key, created=created)


def _key(topic: discussion.DemoTopic, number: int) -> UUID:
    """The same for every run, so that a second run finds what the first one made."""
    return uuid5(NAMESPACE_URL, f"samtun-demo/{topic.title}/{number}")


def _member(person: people.Person) -> Member:
    return Member.objects.get(email=person.email)


def publish_pages(*, actor: Any) -> int:
    """The articles and news that are missing; returns how many they were."""
    articles = [_publish_page(actor, ArticlePage, page) for page in pages.ARTICLES]
    today = timezone.localdate()
    news = [
        _publish_page(actor, NewsPage, page, date=today - timedelta(days=page.days_ago))
        for page in pages.NEWS
    ]
    return sum([*articles, *news])


def _publish_page(actor: Any, kind: type[Page], page: pages.DemoPage, **fields: Any) -> bool:
    parent = _parent(actor, page.area)
    if parent.get_children().filter(slug=page.slug).exists():
        return False
    made = kind(title=page.title, slug=page.slug, lead=page.lead, body=page.body, **fields)
    parent.add_child(instance=made)
    made.tags.set(page.tags)
    made.save_revision().publish()
    return True


def _parent(actor: Any, area_slug: str) -> Page:
    if not area_slug:
        return HomePage.objects.get()
    return ensure_area_page(actor=actor, area=Area.objects.get(slug=area_slug))
