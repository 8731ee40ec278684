"""What people do to fill each text field: an act for each, that takes the text to write."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from community.areas.models import Area
from community.lib.text import slugify
from community.members.actions.profile import update_profile
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.actions.contact import write_to_contact
from community.networks.actions.join_requests import ask_to_join, decline_request
from community.networks.actions.networks import create_network, update_network
from community.networks.models import Membership, Network
from community.organisations.actions.affiliations import add_affiliation
from community.organisations.actions.organisations import create_organisation, update_organisation
from community.organisations.models import Organisation
from forums.actions.boards import create_board, edit_board
from forums.actions.posts import create_post, edit_post
from forums.actions.topics import create_topic, edit_topic
from forums.models import Board, Topic
from tests import factories
from tests.cms.pages.editing import form_of, signed_in
from tests.cms.pages.trees import area_page, home, make_article, make_news


@dataclass(frozen=True)
class Scene:
    """Who acts, and on what."""

    member: Member
    outsider: Member
    administrator: Member
    network: Network
    board: Board
    topic: Topic
    area: Area
    organisation: Organisation


# An act takes the text, and raises or answers with a form or a page that says what was wrong.
Act = Callable[[Scene, str], Any]


def make_scene() -> Scene:
    member = factories.make_member("Kari Nymoen")
    network = factories.make_network("Palliasjon")
    factories.join(network, member, Membership.Role.COORDINATOR)
    board = factories.make_board(network)
    return Scene(
        member=member,
        outsider=factories.make_member("Nora Vik"),
        administrator=factories.make_administrator(),
        network=network,
        board=board,
        topic=create_topic(actor=member, board=board, title="En tråd", html="<p>Hei</p>"),
        area=factories.make_area("Norge", "country"),
        organisation=Organisation.objects.create(name="Hamar kommune", kind="municipality"),
    )


# --- Members ----------------------------------------------------------------------------------


def profile(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        values = {"name": "Kari Nymoen", "title": "", "workplace": "", "color_scheme": "auto"}
        update_profile(actor=scene.member, **(values | {field: text}))

    return act


def sign_up(field: str) -> Act:
    def act(scene: Scene, text: str) -> Any:
        password = {"password1": factories.PASSWORD, "password2": factories.PASSWORD}
        values = {"email": "ny@example.org", "name": "Ny Kollega"}
        written = {field: _address(text) if field == "email" else text}
        return Client().post(reverse("account_signup"), values | password | written)

    return act


def another_address(scene: Scene, text: str) -> Any:
    client = signed_in(scene.member)
    client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
    return client.post(reverse("account_email"), {"email": _address(text), "action_add": "1"})


def _address(text: str) -> str:
    return f"{text}@example.org"


# --- Where they work --------------------------------------------------------------------------


def workplace(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        add_affiliation(actor=scene.member, organisation=scene.organisation, **{field: text})

    return act


def new_organisation(scene: Scene, text: str) -> None:
    create_organisation(actor=SYSTEM, name=text, kind=Organisation.Kind.NGO)


def renamed_organisation(scene: Scene, text: str) -> None:
    kept = {name: getattr(scene.organisation, name) for name in ("kind", "country", "number")}
    update_organisation(
        actor=scene.administrator, organisation=scene.organisation, name=text, area=None, **kept
    )


def organisation_in_administration(scene: Scene, text: str) -> Any:
    address = reverse("admin:organisations_organisation_add")
    values = {"name": text, "kind": "ngo", "country": "NO", "number": "", "area": ""}
    return signed_in(scene.administrator).post(address, values)


# --- Networks ---------------------------------------------------------------------------------


def new_network(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        values = {"name": "Et nettverk", "kind": Network.Kind.PROJECT, field: text}
        create_network(actor=SYSTEM, access=Network.Access.PRIVATE, **values)

    return act


def changed_network(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        names = ["name", "kind", "access", "definition", "background", "target_group", "welcome"]
        values = {name: getattr(scene.network, name) for name in names} | {field: text}
        update_network(actor=scene.member, network=scene.network, contact=None, areas=[], **values)

    return act


def join_request(scene: Scene, text: str) -> None:
    ask_to_join(actor=scene.outsider, network=scene.network, message=text)


def answer_to_request(scene: Scene, text: str) -> None:
    request = ask_to_join(actor=scene.outsider, network=scene.network)
    decline_request(actor=scene.member, request=request, answer=text)


def contact_message(scene: Scene, text: str) -> None:
    write_to_contact(actor=scene.outsider, network=scene.network, text=text)


# --- Forums -----------------------------------------------------------------------------------


def new_board(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        values = {"name": "Et forum til", field: text}
        create_board(actor=scene.member, network=scene.network, **values)

    return act


def changed_board(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        values = {"name": "Et nytt navn", "description": "", field: text}
        edit_board(actor=scene.member, board=scene.board, after=None, revision=1, **values)

    return act


def new_topic(field: str) -> Act:
    def act(scene: Scene, text: str) -> None:
        values = {"title": "En tråd til", "html": "<p>Hei</p>", field: text}
        create_topic(actor=scene.member, board=scene.board, **values)

    return act


def new_post(scene: Scene, text: str) -> None:
    create_post(actor=scene.member, topic=scene.topic, html=f"<p>{text}</p>")


def edited_post(scene: Scene, text: str) -> None:
    post = scene.topic.posts.get()
    edit_post(actor=scene.member, post=post, html=f"<p>{text}</p>", revision=post.revision)


def retitled_topic(scene: Scene, text: str) -> None:
    edit_topic(actor=scene.member, topic=scene.topic, title=text, kind=scene.topic.kind)


# --- Pages ------------------------------------------------------------------------------------


def page_of(kind: type, scene: Scene) -> Any:
    return {
        "HomePage": home,
        "AreaPage": lambda: area_page(scene.area).specific,
        "ArticlePage": lambda: make_article("En artikkel"),
        "NewsPage": lambda: make_news("En nyhet"),
    }[kind.__name__]()


def page_field(kind: type, field: str) -> tuple[Act, ...]:
    """Through a revision, as every way of Wagtail's goes; the title also straight into the row."""

    def written(scene: Scene, text: str) -> Any:
        page = page_of(kind, scene)
        setattr(page, field, _as_written(field, text))
        return page

    def save(scene: Scene, text: str) -> None:
        written(scene, text).save()

    def publish(scene: Scene, text: str) -> None:
        written(scene, text).save_revision().publish()

    return (save, publish) if field == "title" else (publish,)


def _as_written(field: str, text: str) -> Any:
    if field == "body":
        return [("quote", {"text": text, "source": ""})]
    return slugify(text) if field == "slug" else text


# --- In the editor, beside the page's own fields ----------------------------------------------


def page_form(scene: Scene, **values: Any) -> Any:
    """The editor's form for a page that is there, filled in and saved if it may be."""
    page = make_news("En nyhet")
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(
        form_of("newspage", page, **values),
        instance=page,
        parent_page=page.get_parent(),
        for_user=scene.administrator,
    )
    return saved(form)


def page_tag(scene: Scene, text: str) -> Any:
    return page_form(scene, tags=text)


def saved(form: Any) -> Any:
    if form.is_valid():
        form.save()
    return form


def picture(field: str) -> Act:
    def act(scene: Scene, text: str) -> Any:
        form_class = get_image_form(get_image_model())
        return _upload(form_class, scene, field, text, "png", _drawing())

    return act


def many_pictures(scene: Scene, text: str) -> Any:
    """Many at once: those that lack something, here a title, wait to be completed."""
    file = SimpleUploadedFile(f"{text}.png", _drawing())
    address = reverse("wagtailimages:add_multiple")
    values = {"title": "", "collection": _collection(), "files[]": file}
    return signed_in(scene.administrator).post(address, values)


def _drawing() -> bytes:
    image = BytesIO()
    Picture.new("RGB", (8, 8)).save(image, "PNG")
    return image.getvalue()


def _collection() -> int:
    return Collection.get_first_root_node().pk


def document(field: str) -> Act:
    def act(scene: Scene, text: str) -> Any:
        form_class = get_document_form(get_document_model())
        return _upload(form_class, scene, field, text, "txt", b"Tekst")

    return act


def _upload(
    form_class: Any, scene: Scene, field: str, text: str, ending: str, content: bytes
) -> Any:
    values = {"title": "Et tun", "collection": _collection(), "tags": ""}
    name = text if field == "file" else "tun"
    if field != "file":
        values[field] = text
    file = SimpleUploadedFile(f"{name}.{ending}", content)
    return saved(form_class(values, {"file": file}, user=scene.administrator))
