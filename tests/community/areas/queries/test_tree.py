import pytest
from pytest_django import DjangoAssertNumQueries

from community.areas.models import Area
from community.areas.queries.tree import above, below, in_samtun, reach, with_lines
from tests.community.areas.conftest import ByAddress
from tests.factories import make_area


def slugs(areas: list[Area]) -> list[str]:
    return [area.slug for area in areas]


def test_five_levels_upwards_nearest_first(all_areas: ByAddress) -> None:
    assert slugs(above(all_areas("sagene"))) == ["oslo-0301", "oslo", "helse-sor-ost", "norge"]
    assert slugs(above(all_areas("bergen-4601"))) == ["bergen", "helse-vest", "norge"]
    assert above(all_areas("norge")) == []


def test_a_district_in_two_communities_lies_in_both(all_areas: ByAddress) -> None:
    for slug in ("alna", "grorud", "stovner"):
        assert slugs(above(all_areas(slug))) == [
            "oslo-0301", "ahus", "oslo", "helse-sor-ost", "norge",
        ]  # fmt: skip


def test_content_reaches_an_area_from_itself_and_from_above(all_areas: ByAddress) -> None:
    assert slugs(reach(all_areas("hamar"))) == ["hamar", "innlandet", "helse-sor-ost", "norge"]


def test_everything_below(all_areas: ByAddress) -> None:
    assert below(all_areas("norge")).count() == 4 + 19 + 357 + 15
    assert below(all_areas("oslo-0301")).count() == 15
    assert below(all_areas("innlandet")).count() == 42
    assert not below(all_areas("hamar")).exists()
    assert not below(all_areas("danmark")).exists()


def test_extra_members_are_below_too(all_areas: ByAddress) -> None:
    in_ahus = set(below(all_areas("ahus")).values_list("slug", flat=True))

    assert {"alna", "grorud", "stovner", "lillestrom"} <= in_ahus
    assert "oslo-0301" not in in_ahus
    assert "sagene" not in in_ahus


def test_above_and_below_say_the_same_of_every_pair(all_areas: ByAddress) -> None:
    areas = Area.objects.all()
    upwards = {(area.slug, each.slug) for area in areas for each in above(area)}
    downwards = {
        (each.slug, area.slug)
        for area in areas.filter(kind__in=["country", "region", "community"])
        for each in below(area)
    } | {(each.slug, "oslo-0301") for each in below(all_areas("oslo-0301"))}

    assert upwards == downwards


def test_an_extra_membership_is_passed_on_and_may_lead_to_another_region(db: None) -> None:
    norway = make_area("Norge", "country")
    east, west = make_area("Øst", "region", norway), make_area("Vest", "region", norway)
    inland, coast = make_area("Innland", "community", east), make_area("Kyst", "community", west)
    town = make_area("By", "municipality", inland)
    town.also_in.add(coast)
    district = make_area("Bydel", "district", town)

    assert slugs(above(district)) == ["by", "innland", "kyst", "vest", "ost", "norge"]
    for area in (coast, west):
        assert set(below(area)) >= {town, district}


def test_what_has_ended_is_no_longer_below(all_areas: ByAddress) -> None:
    Area.objects.filter(slug="hamar").update(valid_to="2020-01-01")

    assert below(all_areas("innlandet")).count() == 41


@pytest.mark.parametrize("slug", ["norge", "bergen", "hamar", "sagene", "alna"])
def test_upwards_is_one_query_and_downwards_two(
    all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries, slug: str
) -> None:
    area = all_areas(slug)

    with django_assert_num_queries(1):
        for each in above(area):
            assert each.parent is None or each.parent.name
    with django_assert_num_queries(2):
        list(below(area))


def test_lines_of_many_areas_are_one_query(
    all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    districts = list(Area.objects.filter(kind="district"))

    with django_assert_num_queries(1):
        countries = {each.parent.parent.parent.parent.slug for each in with_lines(districts)}
    assert countries == {"norge"}


def test_lines_of_no_areas_are_no_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert with_lines([]) == []


def test_an_area_takes_part_by_itself_or_by_what_is_above_or_below(all_areas: ByAddress) -> None:
    for slug in ("innlandet", "hamar", "oslo-0301", "sagene", "helse-vest", "norge"):
        assert in_samtun(all_areas(slug)), slug
    for slug in ("agder", "kristiansand", "helse-nord", "danmark"):
        assert not in_samtun(all_areas(slug)), slug


def test_a_district_takes_part_by_either_of_its_communities(all_areas: ByAddress) -> None:
    Area.objects.filter(slug="oslo").update(takes_part=False)

    assert in_samtun(all_areas("alna"))
    assert not in_samtun(all_areas("sagene"))
