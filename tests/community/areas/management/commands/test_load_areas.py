from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from community.areas.models import Area

pytestmark = pytest.mark.django_db


def test_it_loads_and_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_areas")
    call_command("load_areas")

    assert capsys.readouterr().out.splitlines() == [
        "Areas: 397 created, 0 changed, 0 unchanged, 0 ended.",
        "Areas: 0 created, 0 changed, 397 unchanged, 0 ended.",
    ]


def test_a_mistake_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^counties.csv is missing in .*\.$"):
        call_command("load_areas", folder=tmp_path)
    assert not Area.objects.exists()
