from collections.abc import Callable

import pytest

from community.areas.actions.load_areas import load_areas
from community.areas.models import Area
from community.members.system import SYSTEM

ByAddress = Callable[[str], Area]


@pytest.fixture
def all_areas(db: None) -> ByAddress:
    """The areas as installed; called with an address, it gives the area."""
    load_areas(actor=SYSTEM)
    return lambda slug: Area.objects.get(slug=slug)
