"""Numbers without holes, in the order of commits, and nothing announced that did not happen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from forums.events import PostCreated
from realtime.models import LoggedEvent, StreamHead
from realtime.publishing import NotInAction, action, publish


def logged(stream: str) -> list[tuple[int, dict]]:
    return list(
        LoggedEvent.objects.filter(stream=stream).order_by("seq").values_list("seq", "fields")
    )


def test_publishing_outside_an_action_is_refused():
    with pytest.raises(NotInAction):
        publish(PostCreated(on=1, post=1))


@pytest.mark.django_db
def test_events_are_numbered_in_the_order_they_were_published():
    with action():
        publish(PostCreated(on=7, post=1))
        publish(PostCreated(on=8, post=2))
        publish(PostCreated(on=7, post=3))
    assert logged("topic:7") == [(1, {"post": 1}), (2, {"post": 3})]
    assert logged("topic:8") == [(1, {"post": 2})]


@pytest.mark.django_db
def test_an_action_that_fails_announces_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung, pytest.raises(ZeroDivisionError), action():
        publish(PostCreated(on=7, post=1))
        raise ZeroDivisionError
    assert logged("topic:7") == []
    assert rung == []


@pytest.mark.django_db
def test_an_inner_action_that_is_rolled_back_drops_only_its_own_events():
    with action():
        publish(PostCreated(on=7, post=1))
        with pytest.raises(ZeroDivisionError), action():
            publish(PostCreated(on=7, post=2))
            raise ZeroDivisionError
        with action():
            publish(PostCreated(on=7, post=3))
    assert logged("topic:7") == [(1, {"post": 1}), (2, {"post": 3})]


@pytest.mark.django_db
def test_the_bell_rings_after_the_commit_and_never_before(
    monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr("realtime.doorbell.ring", rung.extend)
    with django_capture_on_commit_callbacks(execute=True):
        with action():
            publish(PostCreated(on=7, post=1))
            publish(PostCreated(on=3, post=1))
        assert rung == []
    assert rung == ["topic:3", "topic:7"]


@pytest.mark.django_db
def test_a_bell_that_breaks_does_not_break_the_request(
    monkeypatch, django_capture_on_commit_callbacks
):
    def broken(names):
        raise ConnectionError

    monkeypatch.setattr("realtime.doorbell.ring", broken)
    with django_capture_on_commit_callbacks(execute=True), action():
        publish(PostCreated(on=7, post=1))
    assert logged("topic:7") == [(1, {"post": 1})]


@pytest.mark.django_db
def test_numbering_costs_the_same_for_one_event_and_for_many(django_assert_num_queries):
    for posts in (1, 30):
        # savepoint, heads made, heads locked, heads raised, events written, savepoint released
        with django_assert_num_queries(6), action():
            for post in range(posts):
                publish(PostCreated(on=7 + post % 3, post=post))


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_no_hole_and_no_double():
    def write(number: int) -> None:
        try:
            with action():
                publish(PostCreated(on=1 + number % 2, post=number))
                publish(PostCreated(on=2 - number % 2, post=number))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))

    for stream in ("topic:1", "topic:2"):
        assert [seq for seq, _fields in logged(stream)] == list(range(1, 41))
        assert StreamHead.objects.get(name=stream).seq == 40
