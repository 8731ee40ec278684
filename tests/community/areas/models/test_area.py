from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from community.areas.models import Area
from tests.factories import make_area

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def hamar(**fields: object) -> Area:
    norway = make_area("Norge", "country", code="NO")
    region = make_area("Helse Sør-Øst", "region", norway, code="991324968")
    innlandet = make_area("Innlandet", "community", region)
    return make_area("Hamar", "municipality", innlandet, code="3403", **fields)


def test_saving_derives_level_path_and_keys() -> None:
    area = hamar(other_names="Hámmár;Hammar")

    assert area.level == 4
    assert area.path == "NO/991324968/innlandet/3403/"
    assert area.search_key == "|hamar|hámmár|hammar|"
    assert area.sort_key == "hamar"


def test_saving_some_fields_saves_what_is_derived_from_them() -> None:
    area = hamar()
    area.name = "Ny Hamar"
    area.save(update_fields=["name"])

    area.refresh_from_db()
    assert "|ny hamar|" in area.search_key
    assert area.sort_key == "ny0hamar"


def test_it_is_found_without_hyphens_and_full_stops() -> None:
    assert "|sør aurdal|sor aurdal|" in make_area("Sør-Aurdal", "country").search_key
    assert "|st hanshaugen|" in make_area("St. Hanshaugen", "country").search_key


def test_it_is_called_by_its_short_name_where_it_has_one() -> None:
    assert str(Area(name="Helse Vest RHF", short_name="Helse Vest")) == "Helse Vest"
    assert str(Area(name="Hamar")) == "Hamar"


def test_it_knows_its_community() -> None:
    area = hamar()
    district = make_area("Sentrum", "district", area)

    assert area.community.slug == "innlandet"
    assert district.community.slug == "innlandet"
    assert area.parent.community.slug == "innlandet"
    assert area.parent.parent.community is None
    assert area.parent.parent.parent.community is None


def test_lists_in_one_field_are_split() -> None:
    area = Area(hospitals="Helse Bergen HF; Betanien sykehus AS;", other_names="Ivgu;Yykeä")

    assert area.hospital_names == ["Helse Bergen HF", "Betanien sykehus AS"]
    assert area.names_elsewhere == ["Ivgu", "Yykeä"]


@pytest.mark.parametrize(
    ("dates", "is_current", "has_ended"),
    [
        ({}, True, False),
        ({"valid_from": TODAY, "valid_to": TODAY}, True, False),
        ({"valid_to": TODAY - DAY}, False, True),
        ({"valid_to": TODAY + DAY}, True, False),
        ({"valid_from": TODAY + DAY}, False, False),
    ],
)
def test_dates_say_whether_it_is_valid_today(
    dates: dict[str, object], is_current: bool, has_ended: bool
) -> None:
    area = make_area("Norge", "country", **dates)

    assert area.is_current is is_current
    assert area.has_ended is has_ended
    assert Area.objects.current().exists() is is_current


def test_only_a_country_lies_in_nothing() -> None:
    with pytest.raises(IntegrityError):
        make_area("Hamar", "municipality")


def test_a_country_lies_in_nothing() -> None:
    norway = make_area("Norge", "country")
    with pytest.raises(IntegrityError):
        make_area("Danmark", "country", norway)


def test_areas_are_listed_from_the_country_down_and_in_norwegian_order() -> None:
    norway = make_area("Norge", "country")
    for name in ("Østlandet", "Ålesund", "Agder", "Ærø"):
        make_area(name, "region", norway)

    names = [area.name for area in Area.objects.all()]
    assert names == ["Norge", "Agder", "Ærø", "Østlandet", "Ålesund"]
