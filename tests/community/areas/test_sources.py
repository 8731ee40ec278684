import shutil
from pathlib import Path

import pytest

from community.areas.sources import DATA, SourceError, read_sources

FILE = "municipalities.csv"
ROW = f"{FILE}, row 146"
HAMAR = "3403,Hamar,,34,innlandet"
BAD_SLUG = "slug may hold small letters a to z, digits and hyphens, not"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(folder: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_sources(folder)
    return str(caught.value)


def test_our_own_files_are_sound() -> None:
    sources = read_sources(DATA)

    assert len(sources.counties) == 15
    kinds = [source.area.kind for source in sources.areas]
    assert [kinds.count(kind) for kind in dict.fromkeys(kinds)] == [2, 4, 19, 357, 15]


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "districts.csv").unlink()

    assert complaint(folder) == f"districts.csv is missing in {folder}."


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (FILE, "number,name", "nummer,name",
         "municipalities.csv, row 1: the column number is missing."),
        ("communities.csv", ",takes_part", ",is_in",
         "communities.csv, row 1: the column takes_part is missing."),
        (FILE, HAMAR, "3403,Hamar,,34,narnia",
         f"{ROW}: nothing to lie in is called «narnia»."),
        (FILE, HAMAR, "3403,Hamar,,34,991324968",
         f"{ROW}: nothing to lie in is called «991324968»."),
        (FILE, "3403,Hamar,,34", "3403,Hamar,,99",
         f"{ROW}: no county has the number «99»."),
        (FILE, "3403,Hamar", "3401,Hamar",
         f"{ROW}: «3401» is already in municipalities.csv, row 145."),
        ("districts.csv", "030101,Gamle", "0301,Gamle",
         "districts.csv, row 2: «0301» is already in municipalities.csv, row 2."),
        ("counties.csv", "11,Rogaland", "03,Rogaland",
         "counties.csv, row 3: «03» is already in counties.csv, row 2."),
        (FILE, "3403,Hamar", "3403,", f"{ROW}: name is empty."),
        (FILE, "3403,Hamar", ",Hamar", f"{ROW}: number is empty."),
        (FILE, "34,innlandet", "34,", f"{ROW}: community is empty."),
        (FILE, f"{HAMAR},,,", f"{HAMAR},,",
         f"{ROW}: it has more or fewer fields than the header."),
        (FILE, "3403,Hamar,", "3403,Hamar,,",
         f"{ROW}: it has more or fewer fields than the header."),
        (FILE, f"{HAMAR},,", f"{HAMAR},,i fjor",
         f"{ROW}: valid_to must be a date like 2027-12-31, not «i fjor»."),
        (FILE, f"{HAMAR},,,", f"{HAMAR},,2027-01-01,9",
         f"{ROW}: no other area has the code «9»."),
        (FILE, f"{HAMAR},,,", f"{HAMAR},,2027-01-01,3403",
         f"{ROW}: no other area has the code «3403»."),
        (FILE, f"{HAMAR},,,", f"{HAMAR},,,3401",
         f"{ROW}: a successor needs valid_to, the last day of the area."),
        ("communities.csv", "sykehus HF,0", "sykehus HF,yes",
         "communities.csv, row 2: takes_part must be 1 or 0, not «yes»."),
        ("communities.csv", "agder,", "Agder,", f"communities.csv, row 2: {BAD_SLUG} «Agder»."),
        ("districts.csv", "0301,ahus", "0301,narnia",
         "districts.csv, row 11: also_in names «narnia», which it cannot lie in."),
        ("districts.csv", "0301,ahus", "0301,030101",
         "districts.csv, row 11: also_in names «030101», which it cannot lie in."),
        (FILE, "3403,Hamar", f"3403,{'Hamar' * 30}",
         f"{ROW}: name is longer than 120 characters."),
        (FILE, "3403,", f"{'3' * 41},",
         f"{ROW}: number is longer than 40 characters."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_row(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    change(folder / file, old, new)

    assert complaint(folder) == sentence


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "counties.csv").write_bytes("number,name\n15,Møre\n".encode("latin-1"))

    assert complaint(folder).startswith("counties.csv is not a comma-separated file in UTF-8")


def test_a_stray_quote_is_refused(folder: Path) -> None:
    (folder / "counties.csv").write_text('number,name\n15,"Møre" og\n', encoding="utf-8")

    assert complaint(folder).startswith("counties.csv is not a comma-separated file in UTF-8")


def test_an_empty_file_has_no_columns(folder: Path) -> None:
    (folder / "regions.csv").write_text("", encoding="utf-8")

    assert complaint(folder) == "regions.csv, row 1: the column code is missing."


def test_a_file_saved_with_a_byte_order_mark_is_read(folder: Path) -> None:
    file = folder / "counties.csv"
    file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert len(read_sources(folder).counties) == 15


def test_dates_and_successors_may_be_left_out(folder: Path) -> None:
    (folder / "districts.csv").write_text(
        "number,name,municipality,also_in\n030101,Gamle Oslo,0301,ahus;innlandet\n",
        encoding="utf-8",
    )

    district = read_sources(folder).areas[-1]
    assert district.area.name == "Gamle Oslo"
    assert district.also_in == ["ahus", "innlandet"]
