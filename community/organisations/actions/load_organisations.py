"""Loading the organisations that are there from the start: hospitals and municipalities."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from community.areas.models import Area
from community.lib.errors import NotAllowed
from community.organisations import rules
from community.organisations.models import Organisation
from community.organisations.numbers import read_number
from realtime.publishing import action

TRUSTS = Path(__file__).resolve().parent.parent / "data" / "trusts.csv"


@dataclass(frozen=True)
class Report:
    """How many organisations a load made, and how many were there."""

    created: int
    present: int

    def __str__(self) -> str:
        return f"{self.created} created, {self.present} present"


def load_organisations(*, actor: Any) -> Report:
    """Make the hospitals of the file and a municipality's organisation for each municipality.

    What is there, by number or by name, is left as it is. Areas must be loaded before. Four
    queries, and one for each hundred organisations that are made.
    """
    if not rules.can_manage_organisations(actor):
        raise NotAllowed("load_organisations")
    wanted = [*_hospitals(), *_municipalities()]
    with action():
        known = list(Organisation.objects.all())
        missing = list(_missing(wanted, known))
        Organisation.objects.bulk_create(missing)
    return Report(len(missing), len(wanted) - len(missing))


def _hospitals() -> Iterator[Organisation]:
    """Those of the file. Raises ValidationError for a number without its control digit."""
    areas = {area.code: area for area in Area.objects.filter(kind=Area.Kind.COMMUNITY)}
    with TRUSTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Organisation(
                name=row["name"],
                kind=Organisation.Kind.HOSPITAL,
                number=read_number(Organisation.Country.NORWAY, row["number"]),
                area=areas.get(row["area"]),
            )


def _municipalities() -> Iterator[Organisation]:
    areas = list(
        Area.objects.current().filter(kind=Area.Kind.MUNICIPALITY).select_related("county")
    )
    times = Counter(area.name for area in areas)
    for area in areas:
        name = f"{area.name} kommune"
        if times[area.name] > 1:
            name = f"{name} ({area.county or area.code})"
        yield Organisation(name=name, kind=Organisation.Kind.MUNICIPALITY, area=area)


def _missing(
    wanted: Iterable[Organisation], known: Iterable[Organisation]
) -> Iterator[Organisation]:
    names = {each.name for each in known}
    numbers = {(each.country, each.number) for each in known if each.number}
    served = {each.area_id for each in known if each.kind == Organisation.Kind.MUNICIPALITY}
    for each in wanted:
        is_served = each.kind == Organisation.Kind.MUNICIPALITY and each.area_id in served
        if each.name in names or (each.country, each.number) in numbers or is_served:
            continue
        each.derive()
        yield each
