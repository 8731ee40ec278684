import pytest

from community.networks.models import Membership
from forums.models import ReadMark
from forums.read_marks import raise_marks, store_read_marks
from tests.factories import join, make_member, make_post, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


def marks() -> set[tuple[int, int, int]]:
    return set(ReadMark.objects.values_list("member_id", "topic_id", "last_post_id"))


def test_marks_rise_and_never_fall(kari):
    topic = make_topic(kari)
    first, last = topic.posts.get().pk, make_post(kari, topic).pk
    for number in (first, last, first):
        store_read_marks([(kari.pk, topic.pk, number)])
    assert marks() == {(kari.pk, topic.pk, last)}


def test_a_mark_goes_no_further_than_the_topic_does(kari):
    topic = make_topic(kari)
    store_read_marks([(kari.pk, topic.pk, 2**53 - 1)])
    assert marks() == {(kari.pk, topic.pk, topic.posts.get().pk)}


def test_what_cannot_be_is_ignored_and_the_rest_is_stored(kari):
    topic, gone, outsider = make_topic(kari), make_topic(kari), make_member("Nora Vik")
    last, gone_id = topic.posts.get().pk, gone.pk
    gone.delete()
    store_read_marks(
        [
            (kari.pk, topic.pk, last),
            (kari.pk, topic.pk, last),
            (outsider.pk, topic.pk, last),
            (kari.pk, gone_id, last),
            (999_999, topic.pk, last),
        ]
    )
    assert marks() == {(kari.pk, topic.pk, last)}
    store_read_marks([])


@pytest.mark.django_db(transaction=True)
def test_a_topic_removed_in_this_moment_takes_no_other_mark_with_it():
    kari = make_member("Kari Nymoen")
    topic, gone = make_topic(kari), make_topic(kari)
    last, gone_id = topic.posts.get().pk, gone.pk
    gone.delete()
    raise_marks([(kari.pk, gone_id, last), (kari.pk, topic.pk, last)])
    assert marks() == {(kari.pk, topic.pk, last)}


def test_who_has_left_the_network_marks_nothing_more(kari):
    topic = make_topic(kari)
    last = topic.posts.get().pk
    Membership.objects.filter(member=kari).delete()
    store_read_marks([(kari.pk, topic.pk, last)])
    assert marks() == set()


@pytest.mark.parametrize("members", [2, 6])
def test_marks_of_many_cost_as_much_as_marks_of_few(kari, members, django_assert_num_queries):
    topic = make_topic(kari)
    everybody = [make_member(f"Medlem {number}") for number in range(members)]
    for each in everybody:
        join(topic.board.network, each)
    with django_assert_num_queries(4):
        store_read_marks([(each.pk, topic.pk, topic.pk) for each in everybody])


def test_the_readers_other_tabs_are_told_to_look(
    kari, monkeypatch, django_capture_on_commit_callbacks
):
    topic, rung = make_topic(kari), []
    monkeypatch.setattr("realtime.doorbell.ring", rung.extend)
    with django_capture_on_commit_callbacks(execute=True):
        store_read_marks([(kari.pk, topic.pk, topic.posts.get().pk)])
    assert rung == [f"member:{kari.pk}"]
