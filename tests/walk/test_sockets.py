"""What is live reaches those who may read it; nobody else hears so much as that it was there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core import mail

from community.members.actions.profile import Visibility, update_profile
from community.members.models import Member
from community.networks.actions.contact import write_to_contact
from community.networks.actions.memberships import add_member
from forums.actions.posts import create_post, edit_post
from forums.actions.topics import create_topic, edit_topic
from forums.models import Board, Post
from realtime import declarations
from realtime.models import LoggedEvent
from tests.realtime.tabs import Tab, in_database, tab
from tests.walk.planting import (
    CONFIDENTIAL,
    PRIVATE,
    UNLISTED,
    WORDS,
    Ground,
    Space,
    make_ground,
    plant,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

# By kind of stream: the kind of planted thing that its id names.
STREAMS = {"board": "board", "member": "member", "topic": "topic"}
DIRECTORY = "directory:1"  # the same for all who may follow it
OF_THE_SERVER = "access:1"

OUTSIDERS = ("outsider", "guest", "former", "administrator")


def streams_of(space: Space) -> list[str]:
    """Its streams, and those of what somebody wrote who has left."""
    ids = [(kind, space.ids[thing]) for kind, thing in STREAMS.items()]
    ids += [("topic", pk) for thing, pk in space.left_behind.items() if thing == "topic"]
    return [f"{kind}:{id}" for kind, id in ids]


@asynccontextmanager
async def tabs(*members: Member) -> AsyncIterator[list[Tab]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(tab(member)) for member in members]


async def answer_to(own: Tab, stream: str) -> dict[str, Any]:
    await own.subscribe(stream, after=0)
    return await own.frame()


async def frames_until(own: Tab, *texts: str) -> list[dict[str, Any]]:
    """What is told until all of these have been said; streams do not wait for each other."""
    frames: list[dict[str, Any]] = []
    while not all(text in str(frames) for text in texts):
        frames.append(await own.frame())
    return frames


async def here_with(member: Member, own: Tab) -> list[int]:
    """Who is here, once it has been noticed that this member is."""
    while member.pk not in (present := (await own.told_who_is_here())["members"]):
        pass
    return present


def talk(ground: Ground, space: Space) -> None:
    """Something of each kind that is told on a topic or on its board."""
    coordinator, text = ground.people.coordinator, f"<p>{space.word} akkurat nå</p>"
    board, post = Board.objects.get(pk=space.ids["board"]), Post.objects.get(pk=space.ids["post"])
    create_post(actor=coordinator, topic=post.topic, html=text)
    edit_post(actor=post.author, post=post, html=text, revision=post.revision)
    edit_topic(actor=coordinator, topic=post.topic, title=space.word, kind=post.topic.kind)
    create_topic(actor=coordinator, board=board, title=f"{space.word} til sist", html=text)


def say_of_oneself(member: Member, text: str, *, is_listed: bool) -> None:
    update_profile(
        actor=member,
        name=member.name,
        title=member.title,
        workplace=member.workplace,
        color_scheme=member.color_scheme,
        expertise=text,
        visibility=Visibility(is_listed=is_listed, shows_presence=True, is_named_publicly=False),
    )


# --- Streams ----------------------------------------------------------------------------------


def test_every_kind_of_stream_has_an_entry():
    declarations.load()
    assert {*STREAMS, "directory"} == set(declarations.stream_kinds())


def test_a_network_is_live_for_those_inside_alone():
    ground = make_ground()
    planted = plant(ground)
    people = [getattr(ground.people, name) for name in OUTSIDERS]
    foreign = [stream for space in planted.spaces for stream in streams_of(space)]

    @async_to_sync
    async def transcript():
        async with tabs(ground.people.coordinator, *people) as (inside, *outside):
            answers = [
                await answer_to(own, stream)
                for own in outside
                for stream in [*foreign, OF_THE_SERVER, *streams_of(planted.missing)]
            ]
            for space in planted.spaces:
                await inside.follows(f"board:{space.ids['board']}")
                await inside.follows(f"topic:{space.ids['topic']}")
                await in_database(talk, ground, space)
                await frames_until(inside, f"{space.word} akkurat nå", f"{space.word} til sist")
            return answers, await asyncio.gather(*(each.is_silent() for each in outside))

    answers, silences = transcript()
    assert {answer.pop("stream") for answer in answers} > set(foreign)
    refusal = {"op": "error", "code": "not_found", "message": "There is no such stream"}
    assert [answer for answer in answers if answer != refusal] == []
    assert all(silences)


def test_who_is_no_member_gets_no_socket():
    unconfirmed = make_ground().people.unconfirmed

    @async_to_sync
    async def transcript():
        async with tabs(None, unconfirmed) as opened:
            return [await own.close_code() for own in opened]

    assert transcript() == [4401, 4401]


def test_the_live_list_of_members_tells_nothing_of_who_is_not_in_it():
    people = make_ground().people

    @async_to_sync
    async def transcript():
        async with tabs(people.outsider, people.guest, people.hidden) as (outside, guest, hidden):
            refused = await answer_to(guest, DIRECTORY)
            await hidden.follows(DIRECTORY)
            await outside.follows(DIRECTORY)
            await in_database(say_of_oneself, people.hidden, f"{UNLISTED} igjen", is_listed=False)
            await in_database(say_of_oneself, people.insider, "Sist hørt", is_listed=True)
            heard = await frames_until(outside, "Sist hørt")
            return refused, heard, await here_with(people.outsider, outside)

    refused, heard, here = transcript()
    assert refused["code"] == "not_found"
    assert UNLISTED not in str(heard).lower()
    named = {frame.get("member") for frame in heard} | {frame.get("id") for frame in heard}
    assert people.insider.pk in named
    assert people.hidden.pk not in {*named, *here}


# --- What else leaves the network -------------------------------------------------------------


def test_the_log_holds_no_words():
    ground = make_ground()
    for space in plant(ground).spaces:
        talk(ground, space)

    logged = str(list(LoggedEvent.objects.values_list("stream", "fields")))
    assert f"'topic:{Post.objects.latest('pk').topic_id}'" in logged
    assert [word for word in WORDS if word in logged] == []


def test_mails_hold_no_words_and_do_not_name_what_is_confidential():
    ground = make_ground()
    planted = plant(ground)
    about_private = [text for text in sent_texts() if ground.private.name in text]
    assert about_private
    assert [text for text in sent_texts() if PRIVATE in text] == []

    mail.outbox.clear()
    network = planted.confidential.network
    add_member(actor=ground.people.coordinator, network=network, member=ground.people.asker)
    write_to_contact(actor=ground.people.insider, network=network, text=f"{CONFIDENTIAL} nå")
    assert {address for each in mail.outbox for address in each.to} == {
        ground.people.asker.email,
        ground.people.coordinator.email,
    }
    assert [text for text in sent_texts() if CONFIDENTIAL in text] == []


def sent_texts() -> list[str]:
    return [f"{each.subject}\n{each.body}" for each in mail.outbox]
