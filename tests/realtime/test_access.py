"""Changes of rights are numbered, read in one moment with the events, and never overlooked."""

import pytest
from django.db import connection

from forums.events import PostCreated
from realtime import access, declarations, log
from realtime.access import ACCESS, rights_changed
from realtime.models import LoggedEvent, StreamHead
from realtime.publishing import NotInAction, action, publish

pytestmark = pytest.mark.django_db


def change(*ids: int) -> None:
    for id in ids:
        with action():
            rights_changed("member", id)


def test_the_end_of_a_right_is_numbered_with_what_else_happened():
    before = log.head_of(ACCESS)
    with action():
        publish(PostCreated(on=7, post=1))
        rights_changed("network", 3)
    [event] = log.events_between(ACCESS, before)
    assert (event.type, event.fields) == ("access.changed", {"subject": "network:3"})


def test_outside_an_action_it_is_refused():
    with pytest.raises(NotInAction):
        rights_changed("member", 1)


def test_browsers_know_nothing_of_it():
    assert "access" not in declarations.stream_kinds()
    assert "access.changed" not in [event.type for event in declarations.event_classes()]
    stream, id = declarations.parse_stream(ACCESS)
    assert stream.audiences([object()], id) == {}


def test_events_and_changes_are_read_by_one_query(django_assert_num_queries):
    seen = log.head_of(ACCESS)
    change(4)
    with action():
        publish(PostCreated(on=7, post=1))
        publish(PostCreated(on=8, post=2))
    with django_assert_num_queries(1):
        events, changes = access.news("topic:7", 0, seen)
    assert [event.fields for event in events] == [{"post": 1}]
    assert (changes.upto, changes.subjects) == (seen + 1, {"member:4"})
    assert changes.concern({"network:1", "member:4"})
    assert not changes.concern({"network:1", "member:5"})


@pytest.mark.once  # what PostgreSQL does depends on what it knows of the table
def test_that_query_looks_in_the_index_for_both():
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM realtime_loggedevent WHERE (stream = 'topic:7' "
            "AND seq > 5) OR (stream = 'access:1' AND seq > 9) ORDER BY stream, seq"
        )
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "SCAN" not in plan


def test_without_a_change_there_is_nothing_to_judge(django_assert_num_queries):
    change(4)
    seen = log.head_of(ACCESS)
    with django_assert_num_queries(1):
        assert not access.changes_since(seen)
    with django_assert_num_queries(2):
        assert access.changes_since(seen - 1).subjects == {"member:4"}


def test_changes_that_the_log_has_forgotten_concern_everybody():
    seen = log.head_of(ACCESS)
    change(4, 5, 6)
    LoggedEvent.objects.filter(stream=ACCESS, seq=seen + 1).delete()
    for changes in (access.changes_since(seen), access.news("topic:7", 0, seen)[1]):
        assert (changes.upto, changes.subjects) == (seen + 3, None)
        assert changes.concern({"member:99"})


def test_so_do_all_of_them_forgotten_and_too_many(monkeypatch):
    seen = log.head_of(ACCESS)
    change(4, 5, 6)
    monkeypatch.setattr("realtime.access.MANY", 2)
    assert access.changes_since(seen).subjects is None
    assert access.news("topic:7", 0, seen)[1].subjects is None
    monkeypatch.undo()
    LoggedEvent.objects.filter(stream=ACCESS).delete()
    assert access.changes_since(seen) == access.Changes(upto=seen + 3, subjects=None)


def test_and_a_log_that_is_older_than_what_was_seen():
    """As after a restored backup."""
    change(4)
    StreamHead.objects.filter(name=ACCESS).update(seq=1)
    assert access.changes_since(5) == access.Changes(upto=1, subjects=None)
