"""Asking for a page as somebody, and looking through the answer for what is not theirs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from community.members.models import Member
from tests.answers import bare

HTML, JSON = "text/html", "application/json"
MOST_REDIRECTS = 5
_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")  # a form token, masked anew in each answer
AROUND = 60  # characters shown before and after a word that was found


@dataclass(frozen=True)
class Answer:
    """One answer to one request, and who asked. A redirect's target was `typed` further back."""

    visitor: str
    method: str
    path: str
    typed: str
    response: Any

    def __str__(self) -> str:
        at = self.path if self.path == self.typed else f"{self.typed} to {self.path}"
        return f"{self.visitor}: {self.method} {at} -> {self.response.status_code}"

    @cached_property
    def told(self) -> tuple[int, str, str]:
        """All that a person gets to know by it, whatever the address was."""
        location = self._untyped(self.response.headers.get("Location", ""))
        body = bare(self.response).decode(errors="replace") if not self.response.streaming else ""
        return self.response.status_code, location, _TOKEN.sub("TOKEN", self._untyped(body))

    @property
    def parts(self) -> Iterator[tuple[str, str]]:
        """Where something can stand: each header and the body, in small letters."""
        for name, value in self.response.items():
            yield name, self._untyped(str(value)).lower()
        yield "body", self._untyped(self.text).lower()

    def _untyped(self, text: str) -> str:
        """Without the address that was typed: a page repeats it in its links to other languages."""
        path = urlsplit(self.typed).path
        if len(path) > 1:
            for form in (path, quote(path), quote(path, safe="")):
                text = text.replace(form, "ADDRESS")
        return text

    @property
    def text(self) -> str:
        parts = (
            self.response.streaming_content if self.response.streaming else [self.response.content]
        )
        return b"".join(parts).decode(errors="replace")


class Visitor:
    """Somebody at a computer of their own. Nothing but the sign-in is kept between requests."""

    def __init__(self, name: str, member: Member | None = None) -> None:
        self.name = name
        self.client = Client(raise_request_exception=False)
        if member is not None:
            self.client.force_login(member)
        self._signed_in = self.client.cookies.get(settings.SESSION_COOKIE_NAME)

    def ask(
        self, method: str, path: str, form: Mapping[str, Any] | None = None, accept: str = HTML
    ) -> Answer:
        self.client.cookies = SimpleCookie()
        if self._signed_in is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self._signed_in.value
        send = getattr(self.client, method.lower())
        return Answer(self.name, method, path, path, send(path, form, headers={"Accept": accept}))

    def follow(self, answer: Answer) -> list[Answer]:
        """The answer, and those to where it leads."""
        answers = [answer]
        while len(answers) <= MOST_REDIRECTS and (target := _target(answers[-1])):
            answers.append(replace(self.ask("GET", target), typed=answer.typed))
        return answers


def _target(answer: Answer) -> str:
    """Where a redirect leads, if it stays with us; all that sign-in knows is in its address."""
    location = urlsplit(answer.response.headers.get("Location", ""))
    is_ours = location.netloc in {"", "testserver", urlsplit(settings.SITE_URL).netloc}
    if not is_ours or location.path == reverse(settings.LOGIN_URL):
        return ""
    return location._replace(scheme="", netloc="", fragment="").geturl()


def leaks(answers: Iterable[Answer], words: Iterable[str]) -> list[str]:
    """For each answer that holds one of the words: who got it where, and what stood around it."""
    return [
        f"{answer}, {where}: {_around(text, word)}"
        for answer in answers
        for where, text in answer.parts
        for word in words
        if word in text
    ]


def _around(text: str, word: str) -> str:
    start = text.index(word)
    return " ".join(text[max(0, start - AROUND) : start + len(word) + AROUND].split())


# --- What a request wrote ---------------------------------------------------------------------

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def tables_written(watched: Iterable[type[models.Model]]) -> Iterator[set[str]]:
    """The labels of those of the models that are written to meanwhile."""
    labels = {model._meta.db_table: model._meta.label for model in watched}
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITES.match(sql)
        if match and match[1] in labels:
            written.add(labels[match[1]])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
