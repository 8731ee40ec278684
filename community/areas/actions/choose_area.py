"""What a member says about where they work."""

from collections.abc import Iterable
from typing import Any

from community.areas import rules
from community.areas.models import Area
from community.lib.errors import NotAllowed
from realtime.publishing import action


def choose_area(*, actor: Any, area: Area | None) -> None:
    """Make `area` the actor's main area; None is a choice too, for those who want none."""
    _refuse_others(actor)
    with action():
        actor.main_area = area
        actor.area_decided = True
        actor.save(update_fields=["main_area", "area_decided"])
        if area is not None:
            actor.other_areas.remove(area)


def set_other_areas(*, actor: Any, areas: Iterable[Area]) -> None:
    """The areas the actor follows besides the main one, which is never among them."""
    _refuse_others(actor)
    with action():
        actor.other_areas.set([area for area in areas if area.pk != actor.main_area_id])


def _refuse_others(actor: Any) -> None:
    if not rules.can_choose_areas(actor):
        raise NotAllowed("choose_area")
