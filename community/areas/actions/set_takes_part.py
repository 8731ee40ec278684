"""Which areas are in Samtun: the administrator's decision."""

from typing import Any

from community.areas import rules
from community.areas.models import Area
from community.lib.errors import NotAllowed
from realtime.publishing import action


def set_takes_part(*, actor: Any, area: Area, takes_part: bool) -> None:
    """Say whether `area`, and with it all that lies in it, takes part."""
    if not rules.can_manage_areas(actor):
        raise NotAllowed("set_takes_part")
    with action():
        area.takes_part = takes_part
        area.save(update_fields=["takes_part"])
