from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection

from community.confidentiality.guard import IdentifierFound
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from community.networks.models import Membership
from forums.actions.posts import (
    EditedMeanwhile,
    IsFirstPost,
    create_post,
    delete_post,
    edit_post,
)
from forums.actions.topics import delete_topic
from forums.events import post_row
from forums.models import Post, Topic
from forums.queries.posts import posts_of_topic
from forums.texts import AlreadyPublished
from realtime.fragments import render_rows
from realtime.models import LoggedEvent
from tests.factories import join, make_member, make_post, make_topic

# A synthetic number: its month is raised by 80, so no person has it.
SYNTHETIC_NUMBER = "15887810130"


@pytest.fixture
def kari(db):
    return make_member("Kari Nymoen")


@pytest.fixture
def topic(kari):
    return make_topic(kari)


@pytest.fixture
def jonas(topic):
    """Another member of the same network."""
    jonas = make_member("Jonas Hegge")
    join(topic.board.network, jonas)
    return jonas


def events(topic: Topic) -> list[tuple[str, dict]]:
    found = LoggedEvent.objects.filter(stream=f"topic:{topic.pk}").order_by("seq")
    return list(found.values_list("type", "fields"))


def events_of_board(topic: Topic) -> list[tuple[str, dict]]:
    found = LoggedEvent.objects.filter(stream=f"board:{topic.board_id}").order_by("seq")
    return list(found.values_list("type", "fields"))


# --- Publishing -----------------------------------------------------------------------------


def test_a_post_is_stored_clean_counted_and_announced_on_topic_and_board(kari, topic):
    html = "<div>Slik gjør vi det.</div><p onclick=x>Hver <b>uke</b>.</p>"
    post = create_post(actor=kari, topic=topic, html=html)
    assert post.html == "<p>Slik gjør vi det.</p><p>Hver <strong>uke</strong>.</p>"
    before = topic.revision
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_author, topic.last_post_at) == (2, kari, post.created)
    assert (topic.last_post_id, topic.revision) == (post.pk, before + 2)
    assert events(topic)[-1] == ("post.created", {"post": post.pk})
    assert events_of_board(topic)[-1] == ("topic.changed", {"topic": topic.pk})


def test_the_log_holds_ids_and_no_text(kari, topic):
    create_post(actor=kari, topic=topic, html="Ord som ikke skal i loggen")
    assert "Ord som ikke" not in str(events(topic) + events_of_board(topic))


def test_an_outsider_writes_nothing(topic):
    with pytest.raises(NotAllowed):
        create_post(actor=make_member("Nora Vik"), topic=topic, html="Hei")
    assert Post.objects.count() == 1


def test_a_national_number_stops_the_post_and_is_not_repeated(kari, topic):
    html = f"Saken til 158<b>878</b>{SYNTHETIC_NUMBER[6:]} ligger hos oss."
    with pytest.raises(IdentifierFound) as stopped:
        create_post(actor=kari, topic=topic, html=html)
    (finding,) = stopped.value.findings_by_field["text"]
    assert (finding.start, finding.end) == (10, 21)
    assert SYNTHETIC_NUMBER not in str(stopped.value)
    assert Post.objects.count() == 1
    assert len(events(topic)) == 1


@pytest.mark.parametrize("html", ["", "<p> </p>", "x" * 20_001, "<div>" * 100_000])
def test_an_empty_or_endless_text_is_refused(kari, topic, html):
    with pytest.raises(ValidationError):
        create_post(actor=kari, topic=topic, html=html)
    assert Post.objects.count() == 1


def test_a_topic_that_was_deleted_meanwhile_takes_no_answer(kari, topic):
    delete_topic(actor=kari, topic=Topic.objects.get(pk=topic.pk))
    with pytest.raises(NotAllowed):
        create_post(actor=kari, topic=topic, html="Til den som er borte")
    assert not Post.objects.exists()


def test_the_same_key_again_is_the_same_post(kari, topic):
    key = uuid4()
    first = create_post(actor=kari, topic=topic, html="<p>Takk.</p>", key=key)
    again = create_post(actor=kari, topic=topic, html="Takk.", key=key)
    assert first == again
    topic.refresh_from_db()
    assert topic.post_count == 2
    assert len(events(topic)) == 2


def test_the_same_key_with_another_text_loses_nothing_silently(kari, topic):
    key = uuid4()
    create_post(actor=kari, topic=topic, html="Første utkast", key=key)
    with pytest.raises(AlreadyPublished):
        create_post(actor=kari, topic=topic, html="Første utkast, og det viktigste", key=key)
    with pytest.raises(AlreadyPublished):
        create_post(actor=kari, topic=make_topic(kari), html="Første utkast", key=key)
    assert Post.objects.filter(key=key).count() == 1


def test_a_key_is_its_authors_own(kari, jonas, topic):
    key = uuid4()
    mine = create_post(actor=kari, topic=topic, html="Mitt", key=key)
    theirs = create_post(actor=jonas, topic=topic, html="Deres", key=key)
    assert mine != theirs


@pytest.mark.django_db(transaction=True)
def test_ten_times_at_once_is_still_one_post():
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    key = uuid4()

    def send(_number: int) -> int:
        try:
            return create_post(actor=kari, topic=topic, html="Takk.", key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        sent = set(pool.map(send, range(10)))
    assert len(sent) == 1
    topic.refresh_from_db()
    assert topic.post_count == 2
    assert len(events(topic)) == 2


# --- Editing --------------------------------------------------------------------------------


def test_an_author_changes_the_text_and_everybody_is_told(kari, topic):
    post = make_post(kari, topic)
    edited = edit_post(actor=kari, post=post, html="<i>Nytt</i>", revision=post.revision)
    assert (edited.html, edited.revision) == ("<p><em>Nytt</em></p>", post.revision + 1)
    assert Post.objects.get(pk=post.pk).edited_at is not None
    assert events(topic)[-1] == ("post.changed", {"post": post.pk})


def test_saving_the_same_text_changes_nothing(kari, topic):
    post = make_post(kari, topic)
    number = len(events(topic))
    edit_post(actor=kari, post=post, html=post.html, revision=post.revision)
    assert Post.objects.get(pk=post.pk).edited_at is None
    assert len(events(topic)) == number


def test_an_edit_sent_twice_is_one_edit(kari, topic):
    post = make_post(kari, topic)
    for _press in range(2):
        edited = edit_post(actor=kari, post=post, html="Nytt", revision=post.revision)
    assert edited.revision == post.revision + 1
    assert [name for name, _fields in events(topic)].count("post.changed") == 1


def test_of_two_editors_the_second_is_shown_what_the_first_wrote(kari, topic):
    post = make_post(kari, topic)
    edit_post(actor=kari, post=post, html="Det første", revision=post.revision)
    with pytest.raises(EditedMeanwhile) as meanwhile:
        edit_post(actor=kari, post=post, html="Det andre", revision=post.revision)
    assert meanwhile.value.current_html == "<p>Det første</p>"
    assert Post.objects.get(pk=post.pk).html == "<p>Det første</p>"
    edit_post(actor=kari, post=post, html="Det andre", revision=meanwhile.value.revision)
    assert Post.objects.get(pk=post.pk).html == "<p>Det andre</p>"


@pytest.mark.django_db(transaction=True)
def test_of_ten_edits_at_once_one_is_stored():
    kari = make_member("Kari Nymoen")
    post = make_post(kari, make_topic(kari))

    def edit(number: int) -> bool:
        try:
            edit_post(actor=kari, post=post, html=f"Nummer {number}", revision=post.revision)
        except EditedMeanwhile:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(edit, range(10))) == [False] * 9 + [True]
    assert Post.objects.get(pk=post.pk).revision == post.revision + 1


def test_a_national_number_does_not_come_in_by_an_edit(kari, topic):
    post = make_post(kari, topic, "Uten nummer")
    html = f"<a href='https://x.no/{SYNTHETIC_NUMBER}'>her</a>"
    with pytest.raises(IdentifierFound):
        edit_post(actor=kari, post=post, html=html, revision=post.revision)
    assert Post.objects.get(pk=post.pk).html == "<p>Uten nummer</p>"


# --- Deleting -------------------------------------------------------------------------------


def test_a_deleted_text_is_gone_at_once_and_the_post_keeps_its_place(kari, jonas, topic):
    answer, last = make_post(jonas, topic, "Det ene"), make_post(kari, topic, "Det andre")
    delete_post(actor=kari, post=last)
    last.refresh_from_db()
    assert (last.html, last.deleted_by) == ("", kari)
    assert last in posts_of_topic(topic.pk)
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_author) == (2, jonas)
    assert (topic.last_post_at, topic.last_post_id) == (answer.created, last.pk)
    assert events(topic)[-1] == ("post.changed", {"post": last.pk})
    assert events_of_board(topic)[-1] == ("topic.changed", {"topic": topic.pk})


def test_no_cached_fragment_keeps_a_deleted_text(
    kari, topic, django_capture_on_commit_callbacks, monkeypatch
):
    post = make_post(kari, topic, "Skal bort")
    written = {}
    monkeypatch.setattr(cache, "set_many", lambda new, *_rest: written.update(new))
    render_rows(post_row, list(posts_of_topic(topic.pk)), language="nb", audience="member")
    monkeypatch.undo()
    cache.set_many(written)
    (key,) = [key for key, (_revision, html) in written.items() if "Skal bort" in html]
    assert cache.get(key)
    with django_capture_on_commit_callbacks(execute=True):
        delete_post(actor=kari, post=post)
    assert cache.get(key) is None


def test_deleting_twice_is_deleting_once(kari, topic):
    post = make_post(kari, topic)
    for _press in range(2):
        delete_post(actor=kari, post=post)
    topic.refresh_from_db()
    assert topic.post_count == 1


def test_the_first_post_goes_with_its_topic_only(kari, topic):
    with pytest.raises(IsFirstPost):
        delete_post(actor=kari, post=topic.posts.get())
    assert topic.posts.get().html


def test_a_moderator_takes_away_what_others_wrote_and_it_shows_who(kari, topic):
    post, moderator = make_post(kari, topic), make_member("Mina Lie")
    join(topic.board.network, moderator, Membership.Role.MODERATOR)
    delete_post(actor=moderator, post=post)
    assert Post.objects.get(pk=post.pk).deleted_by == moderator


def test_the_platform_itself_can_take_a_text_away(kari, topic):
    post = make_post(kari, topic)
    delete_post(actor=SYSTEM, post=post)
    post.refresh_from_db()
    assert (post.html, post.deleted_by) == ("", None)


def test_a_deleted_post_is_not_edited_back(kari, topic):
    post = make_post(kari, topic)
    delete_post(actor=kari, post=post)
    with pytest.raises(NotAllowed):
        edit_post(actor=kari, post=post, html="Her er jeg igjen", revision=post.revision + 1)
    assert Post.objects.get(pk=post.pk).html == ""
