"""Loading the areas from their files: an installation's first step, repeatable at any time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from community.areas import rules
from community.areas.models import Area, County
from community.areas.sources import DATA, Source, Sources, read_sources
from community.lib.errors import NotAllowed
from community.lib.text import slugify
from realtime.publishing import action

# What the files decide at every load, …
_FROM_FILE = ["kind", "name", "short_name", "other_names", "parent_id", "county_id", "hospitals"]
# … what they decide where they say something, …
_IF_GIVEN = ["note", "valid_from", "valid_to"]
# … and what follows. Slug and `takes_part` are set once: links and administrators rely on them.
_KEPT_IN_LINE = [*_FROM_FILE, *_IF_GIVEN, *Area.DERIVED]


@dataclass(frozen=True)
class Report:
    """How many areas a load made, changed, found as they should be, and brought to an end."""

    created: int
    changed: int
    unchanged: int
    ended: int

    def __str__(self) -> str:
        return (
            f"{self.created} created, {self.changed} changed, "
            f"{self.unchanged} unchanged, {self.ended} ended"
        )


def load_areas(*, actor: Any, folder: Path = DATA) -> Report:
    """Bring the areas in line with the files in `folder`, all of it or nothing.

    An area that the files do not name is left alone: a row lost by accident must not end a
    place. Raises SourceError, before anything is written, if a file has a mistake.
    """
    if not rules.can_manage_areas(actor):
        raise NotAllowed("load_areas")
    sources = read_sources(folder)
    with action():
        return _Load(sources).run()


class _Load:
    """One run: the areas by code as they become, and what happened to which."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.areas = {area.code: area for area in Area.objects.all()}
        self.slugs = {area.slug for area in self.areas.values()}
        self.created: set[str] = set()
        self.changed: set[str] = set()
        self.ended: set[str] = set()

    def run(self) -> Report:
        _write_counties(self.sources.counties)
        for _kind, sources in groupby(self.sources.areas, lambda source: source.area.kind):
            self._write_level(list(sources))
        self._write_extra_memberships()
        self._write_successors()
        changed = self.changed - self.ended
        touched = len(self.created) + len(changed) + len(self.ended)
        unchanged = len(self.sources.areas) - touched
        return Report(len(self.created), len(changed), unchanged, len(self.ended))

    def _write_level(self, sources: list[Source]) -> None:
        """A level at a time, as the one below needs its keys."""
        slugs = _wanted_slugs(sources)
        for source in sources:
            source.area.parent = self.areas[source.parent] if source.parent else None
            source.area.derive()
            if source.area.code in self.areas:
                self._take_over(source.area, self.areas[source.area.code])
            else:
                self._add(source.area, slugs[source.area.code])
        self._store([self.areas[source.area.code] for source in sources])

    def _add(self, area: Area, slug: str) -> None:
        area.slug = f"{slug}-{area.code}" if slug in self.slugs else slug
        self.slugs.add(area.slug)
        self.areas[area.code] = area
        self.created.add(area.code)

    def _take_over(self, new: Area, stored: Area) -> None:
        had_end = stored.valid_to is not None
        if not _copy(new, stored):
            return
        self.changed.add(stored.code)
        if stored.valid_to is not None and not had_end:
            self.ended.add(stored.code)

    def _store(self, areas: list[Area]) -> None:
        Area.objects.bulk_create([area for area in areas if area.pk is None])
        Area.objects.bulk_update(
            [area for area in areas if area.code in self.changed],
            [name.removesuffix("_id") for name in _KEPT_IN_LINE],
        )

    def _write_extra_memberships(self) -> None:
        """Those of areas whose file has the column; nobody else's are touched."""
        membership = Area.also_in.through
        asked = {
            self.areas[source.area.code].pk: {self.areas[code].pk for code in source.also_in}
            for source in self.sources.areas
            if "also_in" in source.row.values
        }
        stored = {
            (each.from_area_id, each.to_area_id): each
            for each in membership.objects.filter(from_area__in=list(asked))
        }
        wanted = {(area, extra) for area, extras in asked.items() for extra in extras}
        surplus = [each.pk for pair, each in stored.items() if pair not in wanted]
        missing = [membership(from_area_id=a, to_area_id=b) for a, b in wanted - stored.keys()]
        membership.objects.bulk_create(missing)
        if surplus:
            membership.objects.filter(pk__in=surplus).delete()
        self._note_changed({area for area, _extra in wanted ^ stored.keys()})

    def _note_changed(self, keys: set[int]) -> None:
        self.changed |= {a.code for a in self.areas.values() if a.pk in keys} - self.created

    def _write_successors(self) -> None:
        moved = []
        for source in self.sources.areas:
            area, successor = self.areas[source.area.code], self.areas.get(source.successor)
            if successor is not None and area.successor_id != successor.pk:
                area.successor = successor
                moved.append(area)
        Area.objects.bulk_update(moved, ["successor"])
        self._note_changed({area.pk for area in moved})


def _write_counties(counties: list[County]) -> None:
    County.objects.bulk_create(
        counties,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["name", "other_names"],
    )


def _wanted_slugs(sources: Iterable[Source]) -> dict[str, str]:
    """Addresses by code: its name, with its number where two of a kind share a name."""
    names = {
        source.area.code: source.area.code
        if source.area.kind == Area.Kind.COMMUNITY
        else slugify(str(source.area))
        for source in sources
    }
    times = Counter(names.values())
    return {code: name if times[name] == 1 else f"{name}-{code}" for code, name in names.items()}


def _copy(new: Area, stored: Area) -> bool:
    """Give `stored` what the file says. Whether that changed anything."""
    changed = False
    for name in _KEPT_IN_LINE:
        value = getattr(new, name)
        said = bool(value) or name not in _IF_GIVEN
        if said and getattr(stored, name) != value:
            setattr(stored, name, value)
            changed = True
    return changed
