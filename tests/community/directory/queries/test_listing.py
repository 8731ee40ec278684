"""Who is found, and how many would be with one more tick."""

import pytest

from community.directory.queries.facets import Option
from community.directory.queries.listing import ON_A_PAGE, Listing, listing
from community.directory.queries.search import BY_NAME, Search
from tests.factories import (
    join,
    make_area,
    make_guest,
    make_member,
    make_network,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(people):
    """What a member in the list, who stands in no area, finds."""

    def look(viewer=None, standing_in=None, here=(), page="", **search) -> Listing:
        viewer = viewer or people["nora"]
        return listing(viewer, Search(**search), standing_in, frozenset(here), page)

    return look


def names(found: Listing) -> list[str]:
    return [member.name.split()[0] for member in found.page.object_list]


def counted(options: list[Option]) -> dict[str, int]:
    return {option.label: option.count for option in options}


def test_everybody_in_the_list_by_name(look):
    assert names(look()) == ["Alma", "Jonas", "Nora", "Ola", "Silje"]
    assert look().counts.found == look().counts.everywhere == 5


def test_it_is_narrowed_by_words_and_by_what_is_ticked(look):
    for search, found in [
        ({"q": "etterlatte"}, ["Jonas"]),
        ({"q": "gjovik jonas"}, ["Jonas"]),
        ({"q": "rådgiver"}, ["Ola"]),
        ({"q": "finnes ikke"}, []),
        ({"professions": ("nurse",)}, ["Alma", "Silje"]),
        ({"professions": ("nurse", "social_worker")}, ["Alma", "Jonas", "Silje"]),
        ({"sectors": ("hospital",)}, ["Silje"]),
        ({"sectors": ("municipality",)}, ["Jonas", "Silje"]),
        ({"sectors": ("other",)}, ["Ola"]),
        ({"sectors": ("municipality",), "professions": ("nurse",)}, ["Silje"]),
    ]:
        assert (search, names(look(**search))) == (search, found)


def test_an_area_holds_what_lies_in_it(look):
    for slugs, found in {
        # By the organisation's area, one's own, and one of the others that one follows.
        ("innlandet",): ["Jonas", "Nora", "Silje"],
        ("gjovik",): ["Jonas", "Silje"],
        ("hamar",): ["Silje"],
        ("stange", "hamar"): ["Nora", "Silje"],
        ("norge",): ["Alma", "Jonas", "Nora", "Silje"],
        ("oslo",): ["Alma"],
        ("ahus",): ["Alma"],  # Alna is in both
        ("finnes-ikke",): ["Alma", "Jonas", "Nora", "Ola", "Silje"],
    }.items():
        assert (slugs, names(look(areas=slugs))) == (slugs, found)


def test_an_organisation_is_asked_for_by_its_number(look, people):
    gjovik = people["jonas"].affiliations.get().organisation
    found = look(organisations=(gjovik.pk,))
    assert names(found) == ["Jonas", "Silje"]
    assert found.organisations[0] == Option(str(gjovik.pk), "Gjøvik kommune", 2, is_on=True)


def test_who_is_here_comes_first_and_can_be_all_that_is_shown(look, people):
    here = {people["silje"].pk, people["ola"].pk, 999_999}
    assert names(look(here=here)) == ["Ola", "Silje", "Alma", "Jonas", "Nora"]
    assert names(look(here=here, sort=BY_NAME)) == ["Alma", "Jonas", "Nora", "Ola", "Silje"]
    assert names(look(here=here, here_only=True)) == ["Ola", "Silje"]
    assert names(look(here_only=True)) == []
    assert look(here=here, q="silje").here == {people["silje"].pk}
    assert look(here=here, q="silje").counts.here == 2  # of all, as the stream tells it


def test_a_group_is_counted_as_if_nothing_in_it_were_ticked(look):
    found = look(sectors=("hospital",), professions=("nurse",))
    assert found.counts.found == 1
    assert counted(found.counts.sectors) == {
        "Sykehus": 1,
        "Kommune": 1,
        "Organisasjoner og andre": 0,
    }
    assert counted(found.counts.professions) == {"Sykepleier": 1}
    assert [option.value for option in found.counts.sectors if option.is_on] == ["hospital"]


def test_a_choice_that_is_on_stays_although_nobody_is_left(look):
    found = look(q="etterlatte", professions=("nurse",), areas=("hamar",))
    assert found.counts.found == 0
    assert counted(found.counts.professions) == {"Sykepleier": 0}
    assert counted(found.areas.near)["Hamar"] == 0


def test_areas_are_those_of_where_one_stands_with_a_person_counted_once(look, areas):
    found = look(standing_in=areas("gjovik"))
    # Silje lives in one of them and works in another.
    assert counted(found.areas.near) == {"Innlandet": 3, "Gjøvik": 2, "Hamar": 1, "Stange": 1}
    assert look(standing_in=areas("innlandet")).areas == found.areas
    narrowed = look(standing_in=areas("gjovik"), areas=("hamar",), professions=("nurse",))
    assert counted(narrowed.areas.near) == {"Innlandet": 1, "Gjøvik": 1, "Hamar": 1}
    assert narrowed.counts.everywhere == 2


def test_a_community_of_one_municipality_shows_its_districts(look, areas):
    assert counted(look(standing_in=areas("alna")).areas.near) == {"Oslo": 1, "Alna": 1}


def test_from_a_region_or_from_nowhere_the_communities_are_near(look, areas):
    nowhere = {"Helse Øst": 4, "Innlandet": 3, "Ahus": 1, "Oslo": 1}
    for place in (None, areas("helse-ost"), areas("norge")):
        found = look(standing_in=place)
        assert (counted(found.areas.near), found.areas.elsewhere) == (nowhere, [])


def test_every_region_and_community_with_somebody_in_it_is_offered_by_name(look, areas):
    make_area("Tomt", "community", areas("helse-ost"))
    found = look(standing_in=areas("gjovik"))
    assert [(each.label, each.count) for each in found.areas.elsewhere] == [
        ("Helse Øst", 4),
        ("Ahus", 1),
        ("Oslo", 1),
    ]


def test_an_area_elsewhere_that_was_asked_for_opens_what_lies_in_and_beside_it(look, areas):
    for asked, found in {"innlandet": ["Jonas", "Nora", "Silje"], "hamar": ["Silje"]}.items():
        seen = look(standing_in=areas("alna"), areas=(asked,))
        assert names(seen) == found
        assert list(counted(seen.areas.elsewhere)) == [
            "Helse Øst", "Ahus", "Innlandet", "Gjøvik", "Hamar", "Stange",
        ]  # fmt: skip
        assert [option.value for option in seen.areas.elsewhere if option.is_on] == [asked]


def test_countries_are_offered_where_there_are_several(look, people):
    assert "Norge" not in counted(look().areas.near)
    people["ola"].other_areas.add(make_area("Danmark", "country", code="DK"))
    assert counted(look().areas.near) | {"Danmark": 1, "Norge": 4} == counted(look().areas.near)
    assert names(look(areas=("danmark",))) == ["Ola"]


def test_organisations_are_offered_once_a_sector_or_an_area_is_chosen(look):
    assert look().organisations == []
    assert counted(look(sectors=("municipality",)).organisations) == {
        "Gjøvik kommune": 2,
        "Sykehuset Innlandet HF": 1,
    }
    assert counted(look(areas=("hamar",)).organisations) == {
        "Gjøvik kommune": 1,
        "Sykehuset Innlandet HF": 1,
    }


def test_nobody_is_counted_whom_the_viewer_may_not_see(look, people, areas):
    guest = make_guest(profession="nurse")
    network = make_network(members=(people["silje"], guest))
    hidden = make_member("Hilde", is_listed=False, main_area=areas("hamar"))
    join(network, hidden)
    make_unconfirmed(profession="nurse", main_area=areas("hamar"))

    of_a_member = look(viewer=people["silje"], standing_in=areas("hamar"))
    assert of_a_member.counts.found == 5
    assert counted(of_a_member.counts.professions)["Sykepleier"] == 2
    assert counted(of_a_member.areas.near)["Hamar"] == 1

    of_a_guest = look(viewer=guest, standing_in=areas("hamar"), here=[people["ola"].pk])
    assert sorted(names(of_a_guest)) == ["Per", "Silje"]
    assert of_a_guest.counts.everywhere == 2
    assert of_a_guest.counts.here == 0
    assert counted(of_a_guest.areas.near) == {"Innlandet": 1, "Gjøvik": 1, "Hamar": 1}
    assert counted(of_a_guest.areas.elsewhere) == {"Helse Øst": 1}

    nobody = look(viewer=make_unconfirmed())
    assert (names(nobody), nobody.counts.found, nobody.areas.near) == ([], 0, [])


def test_pages_hold_so_many_and_a_page_that_is_not_there_is_the_nearest(look):
    for number in range(ON_A_PAGE):
        make_member(f"Ånne {number:02}")
    first, second = look(), look(page="2")
    assert len(first.page.object_list) == ON_A_PAGE
    assert len(second.page.object_list) == 5
    shown = [member.pk for page in (first, second) for member in page.page.object_list]
    assert len(set(shown)) == ON_A_PAGE + 5
    assert names(look(page="99")) == names(second)
    assert names(look(page="x")) == names(first)
