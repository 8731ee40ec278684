"""An outsider meets nothing of a private network but its card, and nothing of a confidential one.

All of it is planted with words, and everybody walks every address: the pages that are there for
all, whatever their filters, and those of each planted thing. Insiders walk first, so that every
cache is warm, and so that it is sure that there was something to find.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.architecture.text_fields import all_text_fields, label, stored
from tests.walk.planting import (
    CONFIDENTIAL,
    NOT_SEEN,
    PRIVATE,
    Ground,
    Planted,
    make_ground,
    our_models,
    plant,
    plantings,
    rows_by_model,
    watched_models,
)
from tests.walk.visitors import Visitor, tables_written
from tests.walk.walking import (
    ADMINISTRATOR,
    FORMER,
    THOROUGH,
    Findings,
    Pair,
    Walk,
    look_at_faces,
    pairs,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OUTSIDERS = ("anonymous", "unconfirmed", THOROUGH, "guest", FORMER, ADMINISTRATOR)


@dataclass(frozen=True)
class Walked:
    """What was found, and what was there to be found."""

    not_planted: list[str]
    not_seen: list[str]
    not_written: list[str]
    in_packages: set[str]  # the fields of others' models in which a word stands
    outsiders: dict[str, Findings]


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any) -> Walked:
    """The whole walk, once, and undone: each test says one thing of what was found on it."""
    with django_db_blocker.unblock(), without_collecting(), transaction.atomic():
        found = walk_as_everybody()
        transaction.set_rollback(True)
    return found


@contextmanager
def without_collecting() -> Iterator[None]:
    """So many pages make much garbage: looking for it all would take a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def walk_as_everybody() -> Walked:
    ground = make_ground()
    before = {name: look_at_faces(visitor(name, ground), ground) for name in OUTSIDERS}
    planted = plant(ground)
    cache.clear()  # of what was there before
    rows = rows_by_model(planted, ground)
    seen = seen_by(visitor("coordinator", ground), ground, planted)
    seen += visitor("declined", ground).ask("GET", ground.private.get_absolute_url()).text
    seen = seen.lower()
    outsiders = {}
    for name in OUTSIDERS:
        with transaction.atomic():  # what one does is no part of the next one's walk
            walk = Walk(visitor(name, ground), ground, planted, rows, before[name])
            outsiders[name] = walk.run()
            transaction.set_rollback(True)
    all_of_it = list(plantings(ground, planted))
    ours = {label(model, field) for model in our_models() for field in all_text_fields(model)}
    return Walked(
        not_planted=[
            *(model._meta.label for model in rows if not rows[model]),
            *(str(each) for each in all_of_it if not each.is_there),
        ],
        not_seen=[
            str(each)
            for each in all_of_it
            if each.phrase not in seen and each.phrase not in NOT_SEEN
        ],
        not_written=forms_of_no_use(ground, planted),
        in_packages=(stored(PRIVATE) | stored(CONFIDENTIAL)) - ours,
        outsiders=outsiders,
    )


def visitor(name: str, ground: Ground) -> Visitor:
    return Visitor(name, getattr(ground.people, name, None))


def seen_by(insider: Visitor, ground: Ground, planted: Planted) -> str:
    """All that the insider is shown, on the pages for everybody too."""
    answers = [*look_at_faces(insider, ground).values()]
    answers += [insider.ask("GET", path) for path in {pair.foreign for pair in pairs(planted)}]
    return "".join(answer.text for answer in answers)


def forms_of_no_use(ground: Ground, planted: Planted) -> list[str]:
    """The addresses to which none of those who could write anything there does so."""
    people = [visitor(name, ground) for name in ("coordinator", "hidden", "asker", "outsider")]
    return [
        pair.foreign
        for pair in pairs(planted)
        if pair.is_listed
        and pair.form is not None
        and not any(writes(each, pair) for each in people)
    ]


def writes(person: Visitor, pair: Pair) -> bool:
    with transaction.atomic(), tables_written(watched_models()) as written:
        person.ask("POST", pair.foreign, pair.form)
        transaction.set_rollback(True)
    return bool(written)


# --- What there is to find --------------------------------------------------------------------


def test_every_model_and_text_field_of_a_network_and_of_a_member_is_planted(walked):
    assert walked.not_planted == []


def test_insiders_see_all_of_it(walked):
    """Or else the walk would be blind."""
    assert walked.not_seen == []


def test_what_is_posted_would_be_written_for_those_who_may(walked):
    """Or else that nothing is written would say nothing."""
    assert walked.not_written == []


def test_packages_keep_none_of_it(walked):
    """Wagtail has logs, an index for its search, and revisions: of networks they hold nothing."""
    assert walked.in_packages == set()


# --- Outsiders --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_answer_holds_a_word_of_it(walked, name):
    assert walked.outsiders[name].words == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_what_is_somebody_elses_answers_as_what_is_not_there(walked, name):
    assert walked.outsiders[name].differences == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nothing_is_written_there(walked, name):
    assert walked.outsiders[name].writes == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_pages_for_everybody_are_as_they_were_before_it_was_there(walked, name):
    assert walked.outsiders[name].changes == []


@pytest.mark.parametrize("name", OUTSIDERS)
def test_no_address_breaks(walked, name):
    assert walked.outsiders[name].breaks == []
