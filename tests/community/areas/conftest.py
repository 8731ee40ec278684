from collections.abc import Callable
from typing import Any

import pytest

from community.areas.actions.load_areas import load_areas
from community.areas.models import Area, County
from community.members.system import SYSTEM

ByAddress = Callable[[str], Area]

# What the first load of this run wrote. Later tests get the same rows, which is much quicker
# than reading the files again.
_rows: dict[Any, list[Any]] = {}


@pytest.fixture
def all_areas(db: None) -> ByAddress:
    """The areas as installed; called with an address, it gives the area."""
    if _rows:
        for model, rows in _rows.items():
            model.objects.bulk_create(rows)
    else:
        load_areas(actor=SYSTEM)
        for model in (County, Area, Area.also_in.through):
            _rows[model] = list(model.objects.all())
    return lambda slug: Area.objects.get(slug=slug)
