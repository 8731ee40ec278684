"""Cases: a page that somebody reads, what others do meanwhile, and what the reader is told of it.

    @case
    def an_answer(watch: Watch) -> None:
        reader, writer = make_member(), make_member("Jonas Hegge")
        topic = make_topic(reader)
        with watch(reader, topic.get_absolute_url(), f"topic:{topic.pk}"):
            make_post(writer, topic)

Everything goes through the real stack: the page is fetched, the action is an app's own, the frames
are those that a socket would catch up with. What the browser makes of them is compared with the
page as it is afterwards, by `frontend/src/convergence/`.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.core.cache import cache
from django.test import Client

from community.members.models import Member
from realtime import log
from realtime.declarations import parse_stream


class Watch(Protocol):
    """Reads the page at `address`, which follows `stream`, before and after the block."""

    def __call__(
        self, reader: Member, address: str, stream: str
    ) -> AbstractContextManager[None]: ...


Case = Callable[[Watch], None]
CASES: dict[str, Case] = {}


def case(function: Case) -> Case:
    """Add the function to the cases, under its name in words."""
    CASES[function.__name__.replace("_", " ")] = function
    return function


@dataclass
class Recorder:
    """Writes each case as a file of `folder`, for the browser's half, and keeps what was told."""

    folder: Path
    told: set[str]  # the types of all events

    def of(self, name: str) -> Watch:
        """What the case of this name watches with. It may watch once."""

        @contextmanager
        def watch(reader: Member, address: str, stream: str) -> Iterator[None]:
            client = Client()
            client.force_login(reader)
            old = page(client, address)
            yield
            frames = frames_after(old, reader, stream)
            self.told |= {frame["type"] for frame in frames if frame["op"] == "event"}
            cache.clear()  # the fresh page owes nothing to what the frames have rendered
            record = {"name": name, "stream": stream, "frames": frames}
            record |= {"old": old, "fresh": page(client, address)}
            file = self.folder / f"{name.replace(' ', '-')}.json"
            file.write_text(json.dumps(record), encoding="utf-8")

        return watch


def page(client: Client, address: str) -> str:
    """The page's own part, in its language: what is around it follows no stream."""
    response = client.get(address)
    assert response.status_code == 200, f"{address} is answered with {response.status_code}"
    html = response.content.decode()
    parts = re.search(r"(?P<html><html[^>]*>).*(?P<main><main.*</main>)", html, re.DOTALL)
    assert parts, f"{address} has no <main>"
    return parts["html"] + parts["main"]


def frames_after(html: str, reader: Member, stream: str) -> list[dict[str, Any]]:
    """What a socket of the reader's would be sent for following the stream from this page on."""
    declared, id = parse_stream(stream)
    texts = log.catch_up(
        stream,
        number_on(html, stream),
        head=log.head_of(stream),
        language="nb",
        audience=declared.audiences([reader], id)[reader.pk],
    )
    return [json.loads(text) for text in texts]


def number_on(html: str, stream: str) -> int:
    region = re.search(rf'<live-region\s[^>]*stream="{re.escape(stream)}"[^>]*>', html)
    assert region, f"The page has no region that follows {stream}"
    number = re.search(r'\sseq="(\d+)"', region[0])
    assert number, f"The region of {stream} has no number"
    return int(number[1])
