"""What is known of an area without an editor: where it lies, who is in it, a sentence of both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.areas.models import Area
from community.areas.queries.tree import above, below

_LEGAL_FORM = re.compile(r"\s+(?:R?HF|AS|SA)$")

Kind = Area.Kind


@dataclass(frozen=True)
class AreaFacts:
    lead: str
    above: list[Area]  # nearest first
    inside: list[Area]  # one step down, extra memberships included
    takes_part: bool

    @property
    def communities(self) -> list[Area]:
        """The health communities it lies in; two for the districts that stand in two."""
        return [area for area in self.above if area.kind == Kind.COMMUNITY]

    @property
    def inside_title(self) -> str:
        titles = {
            Kind.REGION: _("Helseregioner"),
            Kind.COMMUNITY: _("Helsefellesskap"),
            Kind.MUNICIPALITY: _("Kommuner"),
            Kind.DISTRICT: _("Bydeler"),
        }
        return self._by_kind(titles, _("Kommuner og bydeler"))

    @property
    def news_inside_title(self) -> str:
        titles = {
            Kind.REGION: _("Nytt i helseregionene"),
            Kind.COMMUNITY: _("Nytt i helsefellesskapene"),
            Kind.MUNICIPALITY: _("Nytt i kommunene"),
            Kind.DISTRICT: _("Nytt i bydelene"),
        }
        return self._by_kind(titles, _("Nytt i kommunene og bydelene"))

    def _by_kind(self, titles: dict[Kind, str], mixed: str) -> str:
        kinds = {Kind(area.kind) for area in self.inside}
        return titles[kinds.pop()] if len(kinds) == 1 else mixed


def facts_about(area: Area) -> AreaFacts:
    """Two to four queries: fewer where the area or something above it takes part."""
    line = above(area)
    inside = list(
        Area.objects.current()
        .filter(Q(parent=area) | Q(also_in=area))
        .distinct()
        .order_by("level", "sort_key")
    )
    takes_part = any(each.takes_part for each in [area, *line, *inside])
    return AreaFacts(
        lead=_lead(area, line, inside),
        above=line,
        inside=inside,
        takes_part=takes_part or below(area).filter(takes_part=True).exists(),
    )


def _lead(area: Area, line: list[Area], inside: list[Area]) -> str:
    if area.kind == Kind.COUNTRY:
        return _("Her står det som gjelder i hele %(area)s.") % {"area": area}
    if area.kind == Kind.REGION:
        return _region(area, inside)
    if area.kind == Kind.COMMUNITY:
        return _community(area, inside)
    return _municipality(area, line) if area.kind == Kind.MUNICIPALITY else _district(area, line)


def _region(area: Area, inside: list[Area]) -> str:
    communities = ngettext("ett helsefellesskap", "%(count)s helsefellesskap", len(inside))
    return _(
        "Helseregionen med %(communities)s. Her står det som gjelder i hele %(area)s, "
        "sammen med det som er felles for alle."
    ) % {"communities": communities % {"count": len(inside)}, "area": area}


def _community(area: Area, inside: list[Area]) -> str:
    return _(
        "Helsefellesskapet mellom %(members)s. Her står det lokale først, "
        "sammen med det som er felles for alle."
    ) % {"members": _listed([*_hospitals(area), *_local_members(inside)])}


def _hospitals(area: Area) -> list[str]:
    return [_LEGAL_FORM.sub("", name) for name in area.hospital_names]


def _local_members(inside: list[Area]) -> list[str]:
    municipalities = [area for area in inside if area.kind == Kind.MUNICIPALITY]
    districts = [area for area in inside if area.kind == Kind.DISTRICT]
    members = []
    if len(municipalities) == 1:
        members.append(_("%(name)s kommune") % {"name": municipalities[0].name})
    elif municipalities:
        members.append(_municipalities(len(municipalities)))
    if districts:
        members.append(_districts(len(districts)))
    return members


def _municipalities(count: int) -> str:
    return ngettext("%(count)s kommune", "%(count)s kommuner", count) % {"count": count}


def _districts(count: int) -> str:
    return ngettext("%(count)s bydel", "%(count)s bydeler", count) % {"count": count}


def _municipality(area: Area, line: list[Area]) -> str:
    names = {"name": area.name, "county": area.county, "communities": _communities(area, line)}
    if area.county is None:
        return _("%(name)s kommune, del av %(communities)s.") % names
    return _("%(name)s kommune i %(county)s fylke, del av %(communities)s.") % names


def _district(area: Area, line: list[Area]) -> str:
    return _("Bydel %(name)s i %(municipality)s kommune, del av %(communities)s.") % {
        "name": area.name,
        "municipality": line[0],
        "communities": _communities(area, line),
    }


def _communities(area: Area, line: list[Area]) -> str:
    """Its own first, then one that it is also a member of."""
    own = area.codes_above
    found = [each for each in line if each.kind == Kind.COMMUNITY]
    return _listed(each.name for each in sorted(found, key=lambda each: each.code not in own))


def _listed(names: Iterable[str]) -> str:
    """«A, B og C»."""
    *first, last = [str(name) for name in names] or [""]
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last
