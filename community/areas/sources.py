"""Reads the files that the areas are loaded from, and says what is wrong before anything is."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NoReturn

from community.areas.models import Area, County
from community.lib.text import slugify

DATA = Path(__file__).resolve().parent / "data"
Kind = Area.Kind
_TEXTS = ("name", "short_name", "other_names", "hospitals", "note")


class SourceError(Exception):
    """One sentence about what is wrong, in which file and row."""


@dataclass(frozen=True)
class Row:
    """One row of a file, with its place for whoever has to mend it."""

    file: str
    number: int
    values: dict[str, str]

    def text(self, column: str) -> str:
        return self.values.get(column, "").strip()

    def needed(self, column: str) -> str:
        return self.text(column) or self.refuse(f"{column} is empty")

    def texts(self, column: str) -> list[str]:
        return [part.strip() for part in self.text(column).split(";") if part.strip()]

    def day(self, column: str) -> date | None:
        text = self.text(column)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse(f"{column} must be a date like 2027-12-31, not «{text}»")

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text not in {"", "0", "1"}:
            self.refuse(f"{column} must be 1 or 0, not «{text}»")
        return text == "1"

    def refuse(self, problem: str) -> NoReturn:
        raise SourceError(f"{self.file}, row {self.number}: {problem}.")


@dataclass(frozen=True)
class AreaFile:
    """What a file of areas is called, how it names its areas, and which columns it must have."""

    name: str
    kind: Area.Kind
    key: str
    parent: str = ""  # the column that names what the area lies in
    also: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        return [column for column in (self.key, "name", self.parent, *self.also) if column]


AREA_FILES = [
    AreaFile("countries.csv", Kind.COUNTRY, "code"),
    AreaFile("regions.csv", Kind.REGION, "code", "country", ("short_name",)),
    AreaFile("communities.csv", Kind.COMMUNITY, "slug", "region", ("short_name", "takes_part")),
    AreaFile("municipalities.csv", Kind.MUNICIPALITY, "number", "community", ("county",)),
    AreaFile("districts.csv", Kind.DISTRICT, "number", "municipality", ("also_in",)),
]


@dataclass(frozen=True)
class Source:
    """One area as a file describes it. Others are named by their codes, as they may be new too."""

    row: Row
    area: Area
    parent: str = ""
    also_in: list[str] = field(default_factory=list)
    successor: str = ""


@dataclass(frozen=True)
class Sources:
    counties: list[County]
    areas: list[Source]


def read_sources(folder: Path) -> Sources:
    """Everything in `folder`, checked. Raises SourceError for the first mistake."""
    county_rows = _rows(folder, "counties.csv", ["number", "name"])
    counties = {row.needed("number"): _county(row) for row in county_rows}
    areas = [_source(file, row) for file in AREA_FILES for row in _rows_of(folder, file)]
    _refuse_repeated([(row.text("number"), row) for row in county_rows])
    _refuse_repeated([(source.area.code, source.row) for source in areas])
    _refuse_unknown(areas, counties)
    return Sources(list(counties.values()), areas)


def _rows_of(folder: Path, file: AreaFile) -> list[Row]:
    return _rows(folder, file.name, file.columns)


def _rows(folder: Path, name: str, columns: Iterable[str]) -> list[Row]:
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(_read(name, csv.DictReader(file, strict=True), columns))
    except FileNotFoundError:
        raise SourceError(f"{name} is missing in {folder}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{name} is not a comma-separated file in UTF-8: {error}.") from None


def _read(name: str, reader: "csv.DictReader[str]", columns: Iterable[str]) -> Iterator[Row]:
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        raise SourceError(f"{name}, row 1: the column {missing[0]} is missing.")
    for values in reader:
        row = Row(name, reader.line_num, values)
        if None in values or None in values.values():
            row.refuse("it has more or fewer fields than the header")
        yield row


def _county(row: Row) -> County:
    return County(
        number=row.needed("number"), name=row.needed("name"), other_names=row.text("other_names")
    )


def _source(file: AreaFile, row: Row) -> Source:
    texts = {name: _fitting(row, name, name) for name in _TEXTS}
    area = Area(
        kind=file.kind,
        code=_code(file, row),
        county_id=row.text("county") or None,
        takes_part=row.flag("takes_part"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        **texts,
    )
    row.needed("name")
    return Source(
        row,
        area,
        parent=row.needed(file.parent) if file.parent else "",
        also_in=row.texts("also_in"),
        successor=row.text("successor"),
    )


def _code(file: AreaFile, row: Row) -> str:
    code = _fitting(row, file.key, "code")
    row.needed(file.key)
    if file.key == "slug" and slugify(code) != code:
        row.refuse(f"slug may hold small letters a to z, digits and hyphens, not «{code}»")
    return code


def _fitting(row: Row, column: str, field_name: str) -> str:
    text, limit = row.text(column), getattr(Area, field_name).field.max_length
    if limit is not None and len(text) > limit:
        row.refuse(f"{column} is longer than {limit} characters")
    return text


def _refuse_repeated(keyed_rows: Iterable[tuple[str, Row]]) -> None:
    seen: dict[str, Row] = {}
    for key, row in keyed_rows:
        if key in seen:
            row.refuse(f"«{key}» is already in {seen[key].file}, row {seen[key].number}")
        seen[key] = row


def _refuse_unknown(sources: list[Source], counties: Iterable[str]) -> None:
    levels = {source.area.code: Area.LEVELS[source.area.kind] for source in sources}
    for source in sources:
        level = levels[source.area.code]
        if source.parent and levels.get(source.parent) != level - 1:
            source.row.refuse(f"nothing to lie in is called «{source.parent}»")
        for code in source.also_in:
            if levels.get(code, level) >= level:
                source.row.refuse(f"also_in names «{code}», which it cannot lie in")
        if source.area.county_id and source.area.county_id not in counties:
            source.row.refuse(f"no county has the number «{source.area.county_id}»")
        _refuse_bad_end(source, levels)


def _refuse_bad_end(source: Source, levels: Iterable[str]) -> None:
    if not source.successor:
        return
    if source.successor not in levels or source.successor == source.area.code:
        source.row.refuse(f"no other area has the code «{source.successor}»")
    if source.area.valid_to is None:
        source.row.refuse("a successor needs valid_to, the last day of the area")
