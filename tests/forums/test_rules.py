import pytest
from django.contrib.auth.models import AnonymousUser

from forums import rules
from tests.factories import join, make_guest, make_member, make_topic, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_a_topic_is_read_written_and_followed_by_its_networks_members_only():
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    guest_inside = make_guest()
    join(topic.board.network, guest_inside)
    inside = {kari, guest_inside}
    outside = {AnonymousUser(), make_unconfirmed(), make_member("Nora Vik"), make_guest("Utenfor")}
    for who in inside | outside:
        belongs = who in inside
        assert rules.can_read_topic(who, topic) is belongs
        assert (topic in rules.readable_topics(who)) is belongs
        assert (topic.board in rules.readable_boards(who)) is belongs
        assert rules.can_write_in(who, topic.board) is belongs
        assert rules.topic_audience(who, topic.pk) == ("member" if belongs else None)


def test_a_missing_topic_has_no_audience():
    assert rules.topic_audience(make_member(), 999) is None
