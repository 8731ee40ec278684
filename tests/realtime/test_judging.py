"""Rights end at once: through the real application, with and without the bell."""

from dataclasses import replace

import pytest
from allauth.account.adapter import get_adapter
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.urls import reverse

from community.members.actions.standing import confirm_member, deactivate_member
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.models import Membership, Network
from forums.models import Topic
from realtime import declarations
from realtime.access import rights_changed
from realtime.hub import hub
from realtime.publishing import action
from tests.factories import make_board, make_member, make_network, make_post, make_topic
from tests.realtime.rights import end_membership, revoked, ring, signed_in, while_it_runs
from tests.realtime.tabs import in_database, tab

pytestmark = pytest.mark.django_db(transaction=True)


# --- An ended membership ----------------------------------------------------------------------


def test_a_membership_that_ends_while_reading_is_told_without_any_event(nora, stream):
    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            await in_database(end_membership, nora)
            return await own.frame(), len(hub.followers(stream))

    assert transcript() == (revoked(stream), 0)


def test_what_comes_after_is_for_the_others_only(kari, nora, topic, stream):
    @async_to_sync
    async def transcript():
        async with tab(kari) as stays, tab(nora) as goes:
            for each in (stays, goes):
                await each.follows(stream, after=1)
            await in_database(make_post, kari, topic, "Til oss begge")
            both = [await each.frame() for each in (stays, goes)]
            await in_database(end_membership, nora)
            await in_database(make_post, kari, topic, "Bare til dem som er igjen")
            return both, await stays.frame(), await goes.frame(), await goes.is_silent()

    both, later, last, heard_nothing_more = transcript()
    assert both[0] == both[1]  # there was something to tell
    assert "Bare til dem som er igjen" in later["html"]
    assert last == revoked(stream)
    assert heard_nothing_more


def test_removal_and_event_in_one_burst_are_judged_before_they_are_told(
    kari, nora, topic, stream, no_bell, monkeypatch
):
    """The only bell is that of the event: the change of rights comes with the same query."""
    rendered: list[int] = []
    while_it_runs(
        monkeypatch, "_render", before=lambda: rendered.append(len(hub.followers(stream)))
    )

    def burst() -> None:
        end_membership(nora)
        make_post(kari, topic, "Rett etterpå")
        ring(stream)

    @async_to_sync
    async def transcript():
        async with tab(kari) as stays, tab(nora) as goes:
            for each in (stays, goes):
                await each.follows(stream, after=1)
            await in_database(burst)
            return await stays.frame(), await goes.frame(), await goes.is_silent()

    told, last, heard_nothing_more = transcript()
    assert "Rett etterpå" in told["html"]
    assert last == revoked(stream)
    assert heard_nothing_more
    assert rendered == [1]  # how many followed when it was made ready


def test_the_sweep_finds_it_where_no_bell_reaches(nora, stream, no_bell, monkeypatch):
    monkeypatch.setattr("realtime.hub.SWEEP_SECONDS", 0.05)

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            await in_database(end_membership, nora)
            return [frame for frame in await own.frames(10) if frame["op"] != "ping"]

    assert transcript() == [revoked(stream)]


def test_no_ping_tells_how_far_it_went_on_afterwards(
    kari, nora, topic, stream, no_bell, monkeypatch
):
    monkeypatch.setattr("realtime.hub.SWEEP_SECONDS", 0.05)

    def burst() -> None:
        with action():
            end_membership(nora)
            make_post(kari, topic)

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            await in_database(burst)
            return await own.frames(10)

    pings = [frame["heads"] for frame in transcript() if frame["op"] == "ping"]
    assert all(heads in ({stream: 1}, {}) for heads in pings)
    assert pings[-1] == {}


def test_neither_a_replay_nor_a_second_subscription_is_had_afterwards(kari, nora, topic, stream):
    make_post(kari, topic, "Før")

    @async_to_sync
    async def transcript():
        async with tab(nora) as own, tab(nora) as not_yet:
            await own.follows(stream, after=1)
            await in_database(end_membership, nora)
            assert await own.frame() == revoked(stream)
            codes = []
            for each in (own, not_yet):
                await each.subscribe(stream, after=1)
                codes.append((await each.frame())["code"])
            return codes

    assert transcript() == ["not_found", "not_found"]


def test_only_the_streams_concerned_are_lost(kari, nora, stream):
    own_topic = make_topic(nora)
    other = f"topic:{own_topic.pk}"

    def leave_one() -> None:
        with action():
            Membership.objects.filter(member=nora, network__name="Lindring Innlandet").delete()
            rights_changed("member", nora.pk)

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            await own.follows(other, after=1)
            await in_database(leave_one)
            lost = await own.frame()
            await in_database(make_post, nora, own_topic)
            return lost, (await own.frame())["stream"]

    assert transcript() == (revoked(stream), other)


# --- A network that closes, a role that changes -----------------------------------------------


def close_network(network: Network) -> None:
    with action():
        Network.objects.filter(pk=network.pk).update(access=Network.Access.PRIVATE)
        rights_changed("network", network.pk)


def test_a_network_that_closes_loses_its_readers_and_keeps_its_members(kari):
    network = make_network("Åpent", access=Network.Access.RESTRICTED, members=(kari,))
    topic = make_topic(kari, make_board(network))
    stream, reader = f"topic:{topic.pk}", make_member("Per Leser")

    @async_to_sync
    async def transcript():
        async with tab(kari) as member, tab(reader) as guest:
            for each in (member, guest):
                await each.follows(stream, after=1)
            await in_database(close_network, network)
            lost = await guest.frame()
            await in_database(make_post, kari, topic, "Bak lukkede dører")
            return lost, await guest.is_silent(), await member.frame()

    lost, heard_nothing_more, told = transcript()
    assert lost == revoked(stream)
    assert heard_nothing_more
    assert "Bak lukkede dører" in told["html"]


def test_a_topic_that_moves_is_judged_by_where_it_is_now(kari, nora, topic, stream):
    elsewhere = make_board(make_network("Et annet sted", members=(kari,)))

    def move() -> None:
        with action():
            Topic.objects.filter(pk=topic.pk).update(board=elsewhere)
            rights_changed("topic", topic.pk)

    def leave_elsewhere() -> None:
        """Concerns the topic only if it is known where it went."""
        with action():
            Membership.objects.filter(network=elsewhere.network).delete()
            rights_changed("network", elsewhere.network_id)

    @async_to_sync
    async def transcript():
        async with tab(kari) as stays, tab(nora) as goes:
            for each in (stays, goes):
                await each.follows(stream, after=1)
            await in_database(move)
            first = await goes.frame()
            await in_database(leave_elsewhere)
            return first, await stays.frame()

    assert transcript() == (revoked(stream), revoked(stream))


def test_another_audience_is_shown_other_fragments(kari, nora, topic, stream, monkeypatch):
    audience_of = {kari.pk: "member", nora.pk: "member"}
    changed = replace(
        declarations.parse_stream(stream)[0],
        audiences=lambda members, _id: {each.pk: audience_of[each.pk] for each in members},
    )
    monkeypatch.setitem(declarations._streams, "topic", changed)
    monkeypatch.setattr(
        "realtime.fragments._render", lambda _row, _object, _language, audience: audience
    )

    def promote() -> None:
        audience_of[nora.pk] = "moderator"
        with action():
            rights_changed("member", nora.pk)
        make_post(kari, topic)

    @async_to_sync
    async def transcript():
        async with tab(kari) as one, tab(nora) as other:
            for each in (one, other):
                await each.follows(stream, after=1)
            await in_database(make_post, kari, topic)
            before = [(await each.frame())["html"] for each in (one, other)]
            await in_database(promote)
            return before, [(await each.frame())["html"] for each in (one, other)]

    assert transcript() == (["member", "member"], ["member", "moderator"])


# --- Sessions ---------------------------------------------------------------------------------


def test_signing_out_closes_the_tabs_of_that_session_and_no_others(nora, topic, stream, kari):
    client, session = signed_in(nora)

    @async_to_sync
    async def transcript():
        async with (
            tab(nora, session=session) as one,
            tab(nora, session=session) as two,
            tab(nora) as at_home,
        ):
            await one.follows(stream, after=1)  # the second follows nothing yet
            await at_home.follows(stream, after=1)
            await in_database(client.post, reverse("account_logout"))
            codes = [await one.close_code(), await two.close_code()]
            await in_database(make_post, kari, topic, "Fortsatt")
            return codes, (await at_home.frame())["op"], len(hub.followers(stream))

    assert transcript() == ([4401, 4401], "event", 1)


@pytest.mark.parametrize(
    "act",
    [
        lambda member: deactivate_member(actor=SYSTEM, member=member),
        lambda member: get_adapter().set_password(member, "another-long-enough-word"),
    ],
    ids=["deactivated", "new password"],
)
def test_all_tabs_close_when_no_session_holds_any_more(kari, nora, stream, act):
    @async_to_sync
    async def transcript():
        async with tab(nora) as one, tab(nora) as two, tab(kari) as other:
            await one.follows(stream, after=1)
            await in_database(act, nora)
            codes = [await one.close_code(), await two.close_code()]
            await one.subscribe(stream, after=0)  # what is sent to a closed socket is not read
            return codes, await one.is_silent(), await other.is_silent()

    assert transcript() == ([4401, 4401], True, True)


def test_who_becomes_a_guest_loses_what_guests_do_not_read(kari):
    network = make_network("Åpent", access=Network.Access.RESTRICTED, members=(kari,))
    stream = f"topic:{make_topic(kari, make_board(network)).pk}"
    reader = make_member("Per Leser")

    @async_to_sync
    async def transcript():
        async with tab(reader) as own:
            await own.follows(stream, after=1)
            await in_database(confirm_member, actor=SYSTEM, member=reader, as_guest=True)
            return await own.frame()

    assert transcript() == revoked(stream)


def test_a_sign_out_that_no_bell_told_of_holds_at_the_next_subscribe(
    kari, nora, topic, stream, no_bell
):
    """The socket knows its member as of the handshake."""
    client, session = signed_in(nora)

    @async_to_sync
    async def transcript():
        async with tab(nora, session=session) as own:
            await own.follows(f"member:{nora.pk}")
            await in_database(client.post, reverse("account_logout"))
            await in_database(make_post, kari, topic, "Etter at hun gikk")
            await own.subscribe(stream, after=1)
            return await own.close_code()

    assert transcript() == 4401


def test_so_does_another_standing(kari, no_bell):
    network = make_network("Åpent", access=Network.Access.RESTRICTED, members=(kari,))
    stream = f"topic:{make_topic(kari, make_board(network)).pk}"
    reader = make_member("Per Leser")

    @async_to_sync
    async def transcript():
        async with tab(reader) as own:
            await own.follows(f"member:{reader.pk}")
            await in_database(confirm_member, actor=SYSTEM, member=reader, as_guest=True)
            await own.subscribe(stream)
            return (await own.frame()).get("code")

    assert transcript() == "not_found"


@pytest.mark.parametrize(
    "happens",
    [
        lambda member: Member.objects.filter(pk=member.pk).update(is_active=False),
        lambda member: Session.objects.all().delete(),
    ],
    ids=["deactivated behind our back", "session gone"],
)
def test_the_check_once_a_minute_finds_what_no_action_told(nora, stream, happens, monkeypatch):
    monkeypatch.setattr("realtime.hub.CHECK_SECONDS", 0.05)

    @async_to_sync
    async def transcript():
        async with tab(nora) as own:
            await own.follows(stream, after=1)
            await in_database(happens, nora)
            return await own.close_code(), len(hub.followers(stream))

    assert transcript() == (4401, 0)
