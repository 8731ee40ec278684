"""One person's walk over every address, and what it brought to light."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.walk.planting import (
    CONFIDENTIAL,
    NOWHERE,
    PRIVATE,
    WORDS,
    Ground,
    Planted,
    Space,
    watched_models,
)
from tests.walk.routes import Route, ours
from tests.walk.surfaces import OURS, PUBLIC, Surface
from tests.walk.third_party import ADMINISTRATIONS, WALKED, Rows
from tests.walk.visitors import HTML, JSON, Answer, Visitor, leaks, tables_written

# One outsider asks in every way, and for every filter; the others for what asks their own rights.
THOROUGH = "outsider"
FORMER = "former"
ADMINISTRATOR = "administrator"

READING, WRITING = ("GET", HTML), ("POST", HTML)
OTHER_WAYS = (("HEAD", HTML), ("GET", JSON), ("POST", JSON))


@dataclass
class Findings:
    """What a person got that is not theirs: a line for each, that says where."""

    words: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """An address of somebody else's thing, and the same one of nothing."""

    foreign: str
    missing: str
    form: Mapping[str, Any] | None
    is_open: bool = False  # a listed network answers there, to everybody
    anybody_writes: frozenset[str] = frozenset()
    is_listed: bool = False  # the private network's
    is_crossed: bool = False


def surfaces() -> Iterator[tuple[Route, Surface]]:
    for address, route in ours().items():
        surface = OURS.get(address)
        if isinstance(surface, Surface):
            yield route, surface


# --- Pages for everybody ----------------------------------------------------------------------


def faces(ground: Ground) -> Iterator[tuple[str, Surface]]:
    """The pages that are there without any planted thing, and may not show that there is one."""
    ids = {**ground.ids, "network": ground.private.slug}
    for route, surface in surfaces():
        kinds = surface.face or surface.parameters
        if surface.is_card or set(kinds.values()) <= PUBLIC:
            yield route.path({name: ids[kind] for name, kind in kinds.items()}), surface


def look_at_faces(visitor: Visitor, ground: Ground) -> dict[str, Answer]:
    return {
        path + query: visitor.ask("GET", path + query)
        for path, surface in faces(ground)
        for query in ("", *(surface.queries if visitor.name == THOROUGH else ()))
    }


# --- Pages of something planted ---------------------------------------------------------------


def pairs(planted: Planted, *, own: bool = False) -> Iterator[Pair]:
    """Each address of each planted thing; with `own`, of what the former member wrote."""
    for route, surface in surfaces():
        if set(surface.parameters.values()) - PUBLIC:
            for space in planted.spaces:
                ids = {**space.ids, **(space.left_behind if own else {})}
                yield _pair(route, surface, replace(space, ids=ids), planted.missing)


def crossed_pairs(ground: Ground, planted: Planted) -> Iterator[Pair]:
    """Its things under another network, and what is missing under its own."""
    for route, surface in surfaces():
        if len(surface.parameters) > 1:
            for slug in (planted.private.network.slug, ground.other.slug):
                foreign = _path(route, surface, {**planted.private.ids, "network": slug})
                nothing = _path(route, surface, {**planted.missing.ids, "network": slug})
                yield Pair(foreign, nothing, surface.form, is_crossed=True)


def _pair(route: Route, surface: Surface, space: Space, missing: Space) -> Pair:
    is_listed = space.network.is_listed
    is_open = surface.is_card and is_listed
    return Pair(
        foreign=_path(route, surface, space.ids),
        missing=_path(route, surface, missing.ids),
        form=surface.form,
        is_open=is_open,
        anybody_writes=surface.anybody_writes if is_open else frozenset(),
        is_listed=is_listed,
    )


def _path(route: Route, surface: Surface, ids: Mapping[str, Any]) -> str:
    return route.path({name: ids[kind] for name, kind in surface.parameters.items()})


# --- The walk ---------------------------------------------------------------------------------


@dataclass
class Walk:
    visitor: Visitor
    ground: Ground
    planted: Planted
    rows: Rows
    before: Mapping[str, Answer]  # the faces, before anything was planted
    found: Findings = field(default_factory=Findings)
    # What is said of what is not there: by method, address and form of answer; and all of it.
    of_nothing: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    said_of_nothing: set[tuple[str, Any]] = field(default_factory=set)

    @property
    def thorough(self) -> bool:
        return self.visitor.name == THOROUGH

    def run(self) -> Findings:
        self.look_at_faces_again()
        self.search()
        self.try_every_way_at_faces()
        self.try_every_way_at_pairs()
        self.walk_packages()
        return self.found

    def look_at_faces_again(self) -> None:
        for path, before in self.before.items():
            answer = self.ask("GET", path)
            if answer.told != before.told:
                self.found.changes.append(f"{answer}, {_difference(before, answer)}")

    def search(self) -> None:
        """A planted word is found as little as one that nobody wrote."""
        for path, surface in faces(self.ground):
            if surface.search:
                self.search_at(f"{path}?{surface.search}={{word}}")

    def search_at(self, address: str, words: tuple[str, ...] = WORDS) -> None:
        nothing = self.visitor.ask("GET", address.format(word=NOWHERE))
        for word in words:
            answer = self.visitor.ask("GET", address.format(word=word))
            if _without(word, answer) != _without(NOWHERE, nothing):
                self.found.differences.append(f"{answer}, not as for a word of nobody's")

    def try_every_way_at_faces(self) -> None:
        for path, surface in faces(self.ground) if self.thorough else ():
            for method, accept in (WRITING, *OTHER_WAYS):
                self.ask(method, path, surface.form, accept)

    def try_every_way_at_pairs(self) -> None:
        crossed = crossed_pairs(self.ground, self.planted) if self.thorough else ()
        for pair in (*pairs(self.planted, own=self.visitor.name == FORMER), *crossed):
            for method, accept in self.ways_to(pair):
                form = pair.form if method == "POST" else None
                with tables_written(watched_models()) as written:
                    answer = self.ask(method, pair.foreign, form, accept)
                if not written <= pair.anybody_writes:
                    self.found.writes.append(f"{answer}, wrote {', '.join(sorted(written))}")
                if not pair.is_open and (self.thorough or method == "GET"):
                    self.compare(answer, pair.missing, form, accept)

    def ways_to(self, pair: Pair) -> Iterator[tuple[str, str]]:
        yield READING
        if self.thorough or pair.is_listed:
            yield WRITING
        if self.thorough and not (pair.is_listed or pair.is_crossed):
            yield from OTHER_WAYS

    def compare(self, foreign: Answer, path: str, form: Any, accept: str) -> None:
        """Against the same address of nothing. The thorough one asks for each of those as a browser
        does; else what was said of one that is not there is known from another."""
        is_known = (foreign.method, foreign.told) in self.said_of_nothing
        if is_known and not (self.thorough and (foreign.method, accept) in (READING, WRITING)):
            return
        question = (foreign.method, path, accept)
        if question not in self.of_nothing:
            missing = self.visitor.ask(foreign.method, path, form, accept)
            self.of_nothing[question] = missing
            self.said_of_nothing.add((foreign.method, missing.told))
        missing = self.of_nothing[question]
        if foreign.told != missing.told:
            line = f"{foreign}, not as {missing}: {_difference(missing, foreign)}"
            self.found.differences.append(line)

    def walk_packages(self) -> None:
        """What administers is for administrators; the rest is the same for all, so one walks it."""
        for package, addresses in WALKED.items():
            is_administration = package in ADMINISTRATIONS
            if self.visitor.name == (ADMINISTRATOR if is_administration else THOROUGH):
                # Who administers the accounts sees what people have said of themselves there.
                words = (PRIVATE, CONFIDENTIAL) if is_administration else WORDS
                for address in addresses(self.rows):
                    if "{word}" in address:
                        self.search_at(address, words)
                    else:
                        self.ask("GET", address, words=words)

    def ask(self, *question: Any, words: tuple[str, ...] = WORDS) -> Answer:
        """Ask, and look through the answer and those to where it leads."""
        answer = self.visitor.ask(*question)
        answers = self.visitor.follow(answer)
        self.found.words += leaks(answers, words)
        self.found.breaks += [str(each) for each in answers if each.response.status_code >= 500]
        return answer


def _without(word: str, answer: Answer) -> list[str]:
    return [re.sub(word, "WORD", str(part), flags=re.IGNORECASE) for part in answer.told]


def _difference(one: Answer, other: Answer) -> str:
    """The first place in which the two differ."""
    (_, _, first), (_, _, second) = one.told, other.told
    lines = zip(first.splitlines(), second.splitlines(), strict=False)
    return next((f"{a.strip()!r} / {b.strip()!r}" for a, b in lines if a != b), "in length")
