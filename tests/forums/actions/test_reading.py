import pytest

from community.lib.errors import NotAllowed
from community.networks.models import Network
from forums.actions.reading import mark_read
from forums.models import ReadMark
from tests.factories import make_board, make_member, make_network, make_topic, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_a_member_remembers_how_far_they_have_read():
    kari = make_member("Kari Nymoen")
    topic = make_topic(kari)
    mark_read(actor=kari, topic=topic, last_post_id=7)
    mark_read(actor=kari, topic=topic, last_post_id=5)
    assert ReadMark.objects.get(member=kari, topic=topic).last_post_id == 7


def test_who_does_not_read_as_a_member_keeps_no_mark():
    kari = make_member("Kari Nymoen")
    open_to_all = make_topic(kari, make_board(make_network("Åpent", Network.Access.OPEN, (kari,))))
    private = make_topic(kari)
    for actor, topic in [(make_unconfirmed(), open_to_all), (make_member("Nora Vik"), private)]:
        with pytest.raises(NotAllowed):
            mark_read(actor=actor, topic=topic, last_post_id=1)
    assert not ReadMark.objects.exists()
