"""The protocol as transcripts, through the real application, database and hub."""

import contextlib
import json

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError

from forums.models import Post, Topic
from realtime import log
from realtime.hub import hub
from realtime.models import LoggedEvent
from realtime.protocol import MAX_MALFORMED, MAX_STREAMS
from tests.factories import make_member, make_network, make_post, make_topic, make_unconfirmed
from tests.realtime.tabs import Refused, in_database, tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom", workplace="Hamar kommune")


@pytest.fixture
def topic(kari):
    return make_topic(kari)


def test_a_new_post_reaches_everyone_who_follows_the_topic(kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari) as one, tab(kari) as other:
            await one.subscribe(f"topic:{topic.pk}", after=1)
            await other.subscribe(f"topic:{topic.pk}", after=1)
            assert (await one.frame())["op"] == (await other.frame())["op"] == "caught_up"
            post = await in_database(make_post, kari, topic, "Vi bruker tre spørsmål.")
            return post, await one.frame(), await other.frame()

    post, seen, seen_by_other = transcript()
    assert seen == seen_by_other
    assert {key: seen[key] for key in ("op", "stream", "seq", "type", "post")} == {
        "op": "event",
        "stream": f"topic:{topic.pk}",
        "seq": 2,
        "type": "post.created",
        "post": post.pk,
    }
    assert "Vi bruker tre spørsmål." in seen["html"]


def test_the_fragment_is_the_one_that_the_page_shows(client, kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=0)
            return await own.frame()

    client.force_login(kari)
    page = client.get(f"/trad/{topic.pk}/").content.decode()
    assert transcript()["html"].strip() in page


def test_after_a_drop_exactly_what_was_missed_is_sent(kari, topic):
    posts = [make_post(kari, topic, f"Svar {number}") for number in range(20)]

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            return await own.frames(21)

    frames = transcript()
    assert [frame.get("post") for frame in frames] == [*[post.pk for post in posts], None]
    assert [frame["seq"] for frame in frames] == [*range(2, 22), 21]
    assert frames[-1]["op"] == "caught_up"


def test_past_what_the_log_gives_the_page_is_to_be_fetched_again(kari, topic, settings):
    settings.REALTIME_CATCH_UP_LIMIT = 3
    for number in range(4):
        make_post(kari, topic, f"Svar {number}")

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            too_far_behind = await own.frame()
            await own.subscribe(f"topic:{topic.pk}", after=99)
            ahead_of_the_log = await own.frame()
            return too_far_behind, ahead_of_the_log

    expected = {"op": "reset", "stream": f"topic:{topic.pk}"}
    assert transcript() == (expected, expected)


def test_a_row_that_has_left_the_stream_comes_as_removed(kari, topic):
    post = make_post(kari, topic, "Dette skulle ikke stått her")
    Post.objects.filter(pk=post.pk).delete()

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            return await own.frames(2)

    removed, _caught_up = transcript()
    assert removed == {
        "op": "removed",
        "stream": f"topic:{topic.pk}",
        "seq": 2,
        "row": "post",
        "id": post.pk,
    }


def test_an_outsider_is_refused_as_if_the_topic_did_not_exist(kari, topic):
    outsider = make_member("Nora Vik")
    make_network("Et annet nettverk", members=(outsider,))

    @async_to_sync
    async def transcript():
        async with tab(kari) as insider, tab(outsider) as other:
            await insider.subscribe(f"topic:{topic.pk}", after=1)
            await insider.frame()
            await other.subscribe(f"topic:{topic.pk}", after=0)
            refused = await other.frame()
            await other.subscribe("topic:999999", after=0)
            missing = await other.frame()
            await in_database(make_post, kari, topic, "Bare for oss")
            told = await insider.frame()
            return refused, missing, told, await other.is_silent()

    refused, missing, told, outsider_heard_nothing = transcript()
    assert "Bare for oss" in told["html"]  # there was something to tell
    assert refused == {**missing, "stream": f"topic:{topic.pk}"}
    assert refused["code"] == "not_found"
    assert outsider_heard_nothing


def test_streams_that_nobody_declared_are_refused_too(kari):
    names = [
        "access:1",
        "presence:1",
        "topic:0",
        "topic:-1",
        "topic:1 OR 1=1",
        "topic:*",
        "",
        "topic:" + "9" * 30,
    ]

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            answers = []
            for name in names:
                await own.subscribe(name)
                answers.append((await own.frame())["code"])
            return answers

    assert transcript() == ["not_found"] * len(names)


def test_nobody_without_a_confirmed_account_has_a_socket():
    unconfirmed = make_unconfirmed()

    @async_to_sync
    async def codes():
        found = []
        for member in (None, unconfirmed):
            async with tab(member) as own:
                found.append(await own.close_code())
        return found

    assert codes() == [4401, 4401]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        b"null",
        b"http://evil.example",
        b"https://testserver:8443",
        b"http://testserver:1",
        b"http://testserver.evil.example",
        b"http://[::1",
        b"http://u@testserver",
        b"\xff\xfe",
    ],
)
def test_only_the_pages_own_origin_may_connect(kari, origin):
    @async_to_sync
    async def connect():
        async with tab(kari, origin=origin):
            pass

    with pytest.raises(Refused):
        connect()


def test_frames_that_cannot_be_read_get_an_error_and_at_last_a_close(kari):
    bad = ["{", "[]", "7", '{"op":"dance"}', '{"op":"subscribe","stream":1,"after":0}']
    assert len(bad) == MAX_MALFORMED

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            codes = []
            for text in bad:
                await own.send_raw(text)
                codes.append((await own.frame())["code"])
            return codes, await own.close_code()

    assert transcript() == (["malformed"] * MAX_MALFORMED, 4400)


def test_a_binary_frame_is_malformed(kari):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.send_bytes(b"\x00\x01")
            return (await own.frame())["code"]

    assert transcript() == "malformed"


def test_a_socket_carries_a_bounded_number_of_streams(kari):
    topics = [make_topic(kari) for _ in range(MAX_STREAMS + 1)]

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            for each in topics:
                await own.subscribe(f"topic:{each.pk}", after=1)
            return [frame["op"] for frame in await own.frames(len(topics))]

    assert transcript() == ["caught_up"] * MAX_STREAMS + ["error"]


def test_after_unsubscribing_nothing_more_is_told(kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            await own.frame()
            await own.send(op="unsubscribe", stream=f"topic:{topic.pk}")
            await own.subscribe("topic:999999")
            await own.frame()  # the socket has handled what came before
            await in_database(make_post, kari, topic)
            return await own.is_silent()

    assert transcript()


def test_each_reader_gets_their_own_language(kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari, language="nb") as bokmal, tab(kari, language="en") as english:
            for own in (bokmal, english):
                await own.subscribe(f"topic:{topic.pk}", after=0)
            return (await bokmal.frame())["html"], (await english.frame())["html"]

    bokmal, english = transcript()
    assert "kl." in bokmal
    assert bokmal != english


def test_a_lost_bell_is_healed_by_the_next_one(kari, topic, monkeypatch):
    """The layer is a hint: what was announced while nobody heard comes with the next ring."""

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            await own.frame()
            with monkeypatch.context() as patch:
                patch.setattr("realtime.doorbell.ring", lambda names: None)
                await in_database(make_post, kari, topic, "Uten bjelle")
            assert await own.is_silent()
            await in_database(make_post, kari, topic, "Med bjelle")
            return await own.frames(2)

    assert [frame["seq"] for frame in transcript()] == [2, 3]


def test_the_sweep_finds_what_no_bell_told(kari, topic, monkeypatch):
    monkeypatch.setattr("realtime.hub.SWEEP_SECONDS", 0.1)
    monkeypatch.setattr("realtime.doorbell.ring", lambda names: None)

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            await own.frame()
            await in_database(make_post, kari, topic, "Uten bjelle")
            frames = await own.frames(6)
            await own.send(op="pong", received={f"topic:{topic.pk}": 2})
            return frames

    frames = transcript()
    assert [frame["seq"] for frame in frames if frame["op"] == "event"] == [2]
    assert {"op": "ping", "heads": {f"topic:{topic.pk}": 2}} in frames


def test_the_answer_to_a_post_carries_the_same_frames(client, kari, topic):
    client.force_login(kari)
    answer = client.post(
        f"/trad/{topic.pk}/",
        {"text": "Takk.", "key": "6b0f7f5e-8a3e-4a7c-9a44-9f1d8f1f0a11", "after": "1"},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 201
    event, caught_up = json.loads(answer.content)["frames"]
    assert (event["type"], event["seq"]) == ("post.created", 2)
    assert caught_up == {"op": "caught_up", "stream": f"topic:{topic.pk}", "seq": 2}
    assert Topic.objects.get(pk=topic.pk).post_count == 2


def test_a_foreign_cookie_of_a_strange_form_does_not_sign_out(kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari, cookies=b'x={"a": 1}; k[0]=1; foo; ') as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            return (await own.frame())["op"]

    assert transcript() == "caught_up"


def test_names_that_no_stream_can_have_do_not_close_the_socket(kari, topic):
    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.send_raw('{"op":"subscribe","stream":"\\ud800","after":0}')
            await own.send_raw(f'{{"op":"subscribe","stream":"topic:{topic.pk}\\n","after":0}}')
            return [(await own.frame())["code"] for _ in range(2)]

    assert transcript() == ["malformed", "not_found"]


def test_an_event_of_a_newer_release_is_a_reset_and_no_fault(kari, topic):
    make_post(kari, topic)
    LoggedEvent.objects.filter(seq=2).update(type="post.sung")

    @async_to_sync
    async def transcript():
        async with tab(kari) as own:
            await own.subscribe(f"topic:{topic.pk}", after=1)
            return (await own.frame())["op"]

    assert transcript() == "reset"


def test_a_database_away_at_the_first_follower_leaves_nothing_half_made(kari, topic, monkeypatch):
    make_post(kari, topic)
    stream = f"topic:{topic.pk}"

    head_of = log.head_of

    def away(name):
        if name == stream:
            raise OperationalError("the database is away")
        return head_of(name)

    @async_to_sync
    async def transcript():
        with monkeypatch.context() as patch, contextlib.suppress(OperationalError):
            patch.setattr("realtime.log.head_of", away)
            async with tab(kari) as own:
                await own.subscribe(stream, after=1)
                await own.frame(patience=0.2)
        async with tab(kari) as own:
            await own.subscribe(stream, after=1)
            return [frame["op"] for frame in await own.frames(2)]

    assert transcript() == ["event", "caught_up"]


def test_a_socket_that_breaks_is_forgotten_by_the_hub(kari, topic, monkeypatch):
    stream = f"topic:{topic.pk}"

    @async_to_sync
    async def transcript():
        with contextlib.suppress(RuntimeError):
            async with tab(kari) as own:
                await own.subscribe(stream, after=1)
                await own.frame()
                followed = len(hub.followers(stream))
                monkeypatch.setattr("realtime.protocol.decode", broken)
                await own.send(op="pong", received={})
                await own.frame(patience=0.2)
        return followed, len(hub.followers(stream))

    def broken(text):
        raise RuntimeError("a fault of ours")

    assert transcript() == (1, 0)
