"""Reading the log, and forgetting it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from realtime import log
from realtime.models import LoggedEvent
from tests.factories import make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


def test_old_events_are_forgotten_and_the_numbers_go_on(settings):
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    stream = f"topic:{topic.pk}"
    settings.REALTIME_LOG_DAYS = 7
    events = LoggedEvent.objects.filter(stream=stream)
    events.update(created=timezone.now() - timedelta(days=8))

    assert (log.prune(), events.count()) == (1, 0)
    make_post(kari, topic)
    assert log.head_of(stream) == 2
    # Who has seen the first event needs no more than what is left; who has not must start anew.
    ops = [[frame.split('"')[3] for frame in told(stream, after)] for after in (1, 0)]
    assert ops == [["event", "caught_up"], ["reset"]]


def told(stream: str, after: int) -> list[str]:
    head = log.head_of(stream)
    return log.catch_up(stream, after, head=head, language="nb", audience="member")


def test_who_would_be_told_with_a_hole_in_it_starts_anew():
    """Else the same hole would be met at each subscription, without end."""
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    stream = f"topic:{topic.pk}"
    for _ in range(3):
        make_post(kari, topic)
    LoggedEvent.objects.filter(stream=stream, seq=3).delete()
    ops = [[frame.split('"')[3] for frame in told(stream, after)] for after in (1, 3)]
    assert ops == [["reset"], ["event", "caught_up"]]


def test_many_heads_are_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert log.heads_of(["topic:1", "topic:2"]) == {"topic:1": 0, "topic:2": 0}
