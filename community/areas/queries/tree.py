"""The tree read both ways: what stands above an area, and what lies in it."""

from collections.abc import Iterable

from django.db.models import Q

from community.areas.models import Area, AreaQuerySet


def above(area: Area) -> list[Area]:
    """The areas that `area` lies in, nearest first; those of its extra memberships too.

    An extra membership is passed on to what lies in the area that has it. One query, two where
    it leads to another region. Each area found can be walked up without more.
    """
    codes = [*area.codes_above, area.code]
    passed = Q(code__in=codes) | Q(also_children__code__in=codes)
    found = {each.code: each for each in Area.objects.filter(passed)}
    _complete(found)
    found.pop(area.code, None)
    return sorted(found.values(), key=lambda each: (-each.level, each.sort_key))


def reach(area: Area) -> list[Area]:
    """The areas whose content is valid in `area`: itself and those above it."""
    return [area, *above(area)]


def below(area: Area) -> AreaQuerySet:
    """Every current area inside `area`, extra memberships included; one query, and its own."""
    inside = Q(path__startswith=area.path)
    extra = Area.objects.filter(also_in__path__startswith=area.path).exclude(inside)
    for path in extra.values_list("path", flat=True):
        inside |= Q(path__startswith=path)
    return Area.objects.current().filter(inside).exclude(pk=area.pk)


def with_lines(areas: Iterable[Area]) -> list[Area]:
    """`areas`, each with all that it lies in at hand as `parent`, in one query."""
    listed = list(areas)
    found = {area.code: area for area in listed}
    _complete(found)
    return listed


def in_samtun(area: Area) -> bool:
    """Whether `area` takes part: by itself, by what it lies in, or by something in it."""
    if any(each.takes_part for each in reach(area)):
        return True
    return below(area).filter(takes_part=True).exists()


def _complete(found: dict[str, Area]) -> None:
    """Add to the areas by code what they lie in, and give each its parent."""
    missing = {code for area in found.values() for code in area.codes_above} - found.keys()
    if missing:
        found |= {area.code: area for area in Area.objects.filter(code__in=missing)}
    for area in found.values():
        if area.codes_above:
            area.parent = found[area.codes_above[-1]]
