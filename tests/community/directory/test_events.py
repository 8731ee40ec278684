import pytest

from community.directory.events import announce_member, member_row
from community.members.actions.profile import Visibility, update_profile
from community.members.actions.standing import confirm_member
from community.members.system import SYSTEM
from realtime import log
from realtime.fragments import render_rows
from realtime.models import LoggedEvent
from realtime.publishing import action
from tests.factories import make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db


def card(member) -> str:
    (html,) = render_rows(member_row, [member], language="nb", audience="member").values()
    return html


def told_after(act) -> list[str]:
    head = log.head_of("directory:1")
    act()
    new = log.events_between("directory:1", head)
    return log.frames(new, language="nb", audience="member")


def profile(member, **changes):
    values = {"name": member.name, "title": "", "workplace": "", "color_scheme": "auto"}
    return lambda: update_profile(actor=member, **(values | changes))


def test_a_changed_card_travels_as_the_page_shows_it():
    kari = make_member("Kari Nymoen")
    card(kari)
    (frame,) = told_after(profile(kari, title="Barneansvarlig"))
    assert '"type":"member.changed"' in frame.replace(" ", "")
    assert "Barneansvarlig" in frame
    assert "Barneansvarlig" in card(kari)
    assert kari.email not in card(kari)


def test_who_leaves_the_list_is_taken_away():
    kari = make_member("Kari Nymoen")
    unseen = Visibility(is_listed=False, shows_presence=True, is_named_publicly=False)
    (frame,) = told_after(profile(kari, visibility=unseen))
    assert '"op":"removed"' in frame.replace(" ", "")
    assert "Kari" not in frame


def test_the_stream_holds_nobody_else():
    make_member("Kari Nymoen")
    for other in (make_guest(), make_unconfirmed(), make_member(is_listed=False)):
        assert other not in member_row.rows(1)
    assert member_row.rows(1).count() == 1
    assert not member_row.rows(2).exists()


def test_of_those_outside_the_list_nothing_is_announced():
    with action():
        for other in (make_guest(), make_unconfirmed(), make_member(is_listed=False)):
            announce_member(other)
    assert not LoggedEvent.objects.exists()


def test_a_confirmed_member_is_new_in_the_list():
    lars = make_unconfirmed("Lars Bøe")
    (frame,) = told_after(lambda: confirm_member(actor=SYSTEM, member=lars))
    assert "Lars Bøe" in frame
