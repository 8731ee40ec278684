import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from community.areas.actions.load_areas import Report, load_areas
from community.areas.models import Area, County
from community.areas.sources import DATA, SourceError
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from tests.community.areas.conftest import ByAddress
from tests.factories import make_administrator, make_member

pytestmark = pytest.mark.django_db

ALL = 2 + 4 + 19 + 357 + 15


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_is_there_after_the_first_load() -> None:
    report = load_areas(actor=SYSTEM)

    assert report == Report(created=ALL, changed=0, unchanged=0, ended=0)
    assert County.objects.count() == 15
    assert [Area.objects.filter(level=level).count() for level in range(1, 6)] == [
        2, 4, 19, 357, 15,
    ]  # fmt: skip


def test_a_second_load_changes_nothing(all_areas: ByAddress) -> None:
    before = list(Area.objects.order_by("pk").values())

    report = load_areas(actor=SYSTEM)

    assert report == Report(created=0, changed=0, unchanged=ALL, ended=0)
    assert list(Area.objects.order_by("pk").values()) == before


def test_every_area_has_an_address_of_its_own(all_areas: ByAddress) -> None:
    assert len(set(Area.objects.values_list("slug", flat=True))) == ALL


def test_addresses_are_names_with_a_number_only_where_they_must(all_areas: ByAddress) -> None:
    numbered = [slug for slug in Area.objects.values_list("slug", flat=True) if slug[-1].isdigit()]

    assert sorted(numbered) == [
        "bergen-4601", "heroy-1515", "heroy-1818", "oslo-0301", "valer-3114", "valer-3419",
    ]  # fmt: skip
    for slug in ("norge", "danmark", "helse-sor-ost", "innlandet", "bergen", "hamar", "alna"):
        assert all_areas(slug)


def test_loaded_areas_are_as_saved_ones(all_areas: ByAddress) -> None:
    """Bulk writing passes by save(): what is derived there must be derived here."""
    for slug in ("norge", "helse-vest", "bergen", "bergen-4601", "karasjok", "alna"):
        area = all_areas(slug)
        loaded = (area.level, area.path, area.search_key, area.sort_key)
        area.save()
        assert (area.level, area.path, area.search_key, area.sort_key) == loaded
        assert loaded[2].startswith("|")


def test_names_codes_counties_and_hospitals_are_taken_over(all_areas: ByAddress) -> None:
    karasjok = all_areas("karasjok")
    assert (karasjok.code, karasjok.other_names) == ("5610", "Kárášjohka")
    assert (karasjok.county.name, karasjok.parent.slug) == ("Finnmark", "finnmark")
    assert all_areas("oslo-0301").code == "0301"
    assert "Haraldsplass Diakonale Sykehus AS" in all_areas("bergen").hospital_names
    assert all_areas("helse-nord").code == "883658752"
    assert all_areas("danmark").parent is None


def test_three_districts_of_oslo_are_also_in_ahus(all_areas: ByAddress) -> None:
    assert sorted(area.slug for area in all_areas("ahus").also_children.all()) == [
        "alna", "grorud", "stovner",
    ]  # fmt: skip
    assert all_areas("alna").parent.slug == "oslo-0301"
    assert "Ahus" in all_areas("grorud").note


def test_four_communities_take_part_from_the_start(all_areas: ByAddress) -> None:
    taking_part = Area.objects.filter(takes_part=True).values_list("slug", flat=True)

    assert sorted(taking_part) == ["ahus", "bergen", "innlandet", "oslo"]


def test_who_takes_part_stays_the_administrators_choice(all_areas: ByAddress) -> None:
    Area.objects.filter(slug="bergen").update(takes_part=False)
    Area.objects.filter(slug="agder").update(takes_part=True)

    assert load_areas(actor=SYSTEM).unchanged == ALL
    assert not all_areas("bergen").takes_part
    assert all_areas("agder").takes_part


def test_a_new_name_is_taken_over_and_the_address_stays(all_areas: ByAddress, folder: Path) -> None:
    change(folder, "municipalities.csv", "3403,Hamar,", "3403,Storhamar,Hámmár")

    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 1, ALL - 1, 0)
    hamar = all_areas("hamar")
    assert hamar.name == "Storhamar"
    assert "|hámmár|" in hamar.search_key


def test_a_new_municipality_is_added_under_a_free_address(
    all_areas: ByAddress, folder: Path
) -> None:
    with (folder / "municipalities.csv").open("a", encoding="utf-8") as file:
        file.write("9901,Hamar,,50,st-olavs,,,\n9902,Nyby,,50,st-olavs,,,\n")

    assert load_areas(actor=SYSTEM, folder=folder) == Report(2, 0, ALL, 0)
    assert all_areas("hamar").code == "3403"
    assert all_areas("hamar-9901").code == "9901"
    assert all_areas("nyby").parent.slug == "st-olavs"


def test_what_moves_takes_along_what_lies_in_it(all_areas: ByAddress, folder: Path) -> None:
    change(folder, "municipalities.csv", "0301,Oslo,Oslove,03,oslo", "0301,Oslo,Oslove,03,ahus")

    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 16, ALL - 16, 0)
    assert all_areas("sagene").path == "NO/991324968/ahus/0301/030103/"


def test_an_area_ends_with_a_date_and_a_successor(all_areas: ByAddress, folder: Path) -> None:
    change(
        folder, "municipalities.csv",
        "3403,Hamar,,34,innlandet,,,", "3403,Hamar,,34,innlandet,,2026-06-30,3413",
    )  # fmt: skip

    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 0, ALL - 1, 1)
    hamar = all_areas("hamar")
    assert (hamar.valid_to, hamar.successor.slug) == (date(2026, 6, 30), "stange")
    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 0, ALL, 0)


def test_a_successor_may_be_new_in_the_same_load(all_areas: ByAddress, folder: Path) -> None:
    change(
        folder, "municipalities.csv",
        "3403,Hamar,,34,innlandet,,,\n",
        "3403,Hamar,,34,innlandet,,2026-06-30,9901\n9901,Mjøsbyen,,34,innlandet,2026-07-01,,\n",
    )  # fmt: skip

    assert load_areas(actor=SYSTEM, folder=folder) == Report(1, 0, ALL - 1, 1)
    assert all_areas("hamar").successor.slug == "mjosbyen"


def test_a_row_that_is_missing_ends_nothing(all_areas: ByAddress, folder: Path) -> None:
    change(folder, "municipalities.csv", "3403,Hamar,,34,innlandet,,,\n", "")

    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 0, ALL - 1, 0)
    assert all_areas("hamar").is_current


def test_a_note_that_the_files_do_not_have_is_kept(all_areas: ByAddress) -> None:
    Area.objects.filter(slug="hamar").update(note="Ved Mjøsa.")

    assert load_areas(actor=SYSTEM).unchanged == ALL
    assert all_areas("hamar").note == "Ved Mjøsa."


def test_extra_memberships_follow_the_files(all_areas: ByAddress, folder: Path) -> None:
    change(folder, "districts.csv", "030112,Alna,0301,ahus", "030112,Alna,0301,")
    change(folder, "districts.csv", "030113,Østensjø,0301,", "030113,Østensjø,0301,ahus")

    assert load_areas(actor=SYSTEM, folder=folder) == Report(0, 2, ALL - 2, 0)
    assert sorted(area.slug for area in all_areas("ahus").also_children.all()) == [
        "grorud", "ostensjo", "stovner",
    ]  # fmt: skip


def test_extra_memberships_that_no_file_speaks_of_are_kept(all_areas: ByAddress) -> None:
    all_areas("hamar").also_in.add(all_areas("ahus"))

    assert load_areas(actor=SYSTEM).unchanged == ALL
    assert all_areas("hamar").also_in.count() == 1


def test_a_mistake_in_a_file_leaves_everything_as_it_was(
    all_areas: ByAddress, folder: Path
) -> None:
    change(folder, "municipalities.csv", "3403,Hamar", "3403,Storhamar")
    change(folder, "districts.csv", "030101,Gamle Oslo,0301", "030101,Gamle Oslo,9999")

    with pytest.raises(SourceError, match=r"districts\.csv, row 2"):
        load_areas(actor=SYSTEM, folder=folder)
    assert all_areas("hamar").name == "Hamar"


def test_only_the_platform_and_administrators_load_areas() -> None:
    with pytest.raises(NotAllowed):
        load_areas(actor=make_member(is_staff=True))
    assert not Area.objects.exists()

    assert load_areas(actor=make_administrator()).created == ALL


def test_the_number_of_queries_does_not_follow_the_number_of_areas(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(25):
        load_areas(actor=SYSTEM)
    with django_assert_max_num_queries(10):
        load_areas(actor=SYSTEM)


def test_it_is_quick_enough_for_every_test_that_needs_it() -> None:
    start = time.perf_counter()
    load_areas(actor=SYSTEM)

    assert time.perf_counter() - start < 1.5


def test_the_report_reads_as_a_sentence() -> None:
    assert str(Report(1, 2, 3, 4)) == "1 created, 2 changed, 3 unchanged, 4 ended"
