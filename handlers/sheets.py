"""Sheets people send and get: .xlsx and .csv, with Chinese or English headings, and nothing in them that calculates.

Text that begins with =, +, -, @, a tab or a return is written with an apostrophe before it, so that no sheet of ours
can be made to run a formula in somebody's spreadsheet program; reading takes the apostrophe off again.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from scheduling.import_rows import REQUIRED, Line
from scheduling.imports import MOST_ROWS

MOST_BYTES = 10_000_000
MOST_UNPACKED = 200_000_000
MOST_COLUMNS = 100
HEADING_WITHIN = 10  # rows in which the headings must stand: titles often come first
CALCULATES = ("=", "+", "-", "@", "\t", "\r")
WORDS = Path(__file__).parent / "texts" / "sheets.yaml"
XLSX, CSV = ".xlsx", ".csv"


class Unreadable(ValueError):
    """Nothing can be made of the file; `why` is the tail of a text key, `params` fill it."""

    def __init__(self, why: str, **params: Any) -> None:
        super().__init__(why)
        self.why, self.params = why, params


def fold(text: str) -> str:
    """How a heading or value is compared: width, case, blanks and marks do not matter."""
    level = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in level if c.isalnum())


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def headings() -> Mapping[str, str]:
    """Folded heading -> our column."""
    return {
        fold(name): column
        for column, languages in words()["columns"].items()
        for names in languages.values()
        for name in (column, *names)
    }


@lru_cache(maxsize=1)
def closed() -> Mapping[str, Mapping[str, str]]:
    """Column -> folded value -> our value, for the columns with a closed list."""
    return {
        column: {
            fold(name): value
            for value, languages in values.items()
            for names in languages.values()
            for name in (value, *names)
        }
        for column, values in words()["values"].items()
    }


def title(column: str, language: str) -> str:
    """A column's heading in a language."""
    names = words()["columns"].get(column, {})
    return str((names.get(language) or names.get("en") or [column])[0])


def value_word(column: str, value: str, language: str) -> str | None:
    names = words()["values"].get(column, {}).get(value)
    return str(names[language][0]) if names and language in names else None


def lines_of(content: bytes, name: str) -> list[Line]:
    """The orders a sheet holds, row by row. Raises `Unreadable`, saying why."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too-big", most=MOST_BYTES // 1_000_000)
    rows = rows_of(content, name)
    columns: dict[int, str] = {}
    lines: list[Line] = []
    for number, cells in rows:
        if not columns:
            columns = columns_of(cells)
            if not columns and number >= HEADING_WITHIN:
                break
            continue
        filled = {column: cells[at] for at, column in columns.items() if at < len(cells) and cells[at]}
        if not filled:
            continue
        if len(lines) >= MOST_ROWS:
            raise Unreadable("too-long", most=MOST_ROWS)
        lines.append(Line(number, {column: meant(column, text) for column, text in filled.items()}))
    if not columns:
        raise Unreadable("headings")
    missing = [column for column in REQUIRED if column not in columns.values()]
    if missing:
        raise Unreadable("columns", columns=missing)
    if not lines:
        raise Unreadable("empty")
    return lines


def columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Which column stands where; empty for a row that is no heading."""
    known = {at: headings()[fold(cell)] for at, cell in enumerate(cells) if fold(cell) in headings()}
    first: dict[str, int] = {}
    for at, column in known.items():
        first.setdefault(column, at)
    found = {at: column for column, at in first.items()}
    return found if len(found) >= 3 else {}


def meant(column: str, text: str) -> str:
    """A cell in our own words; what the closed list does not know stays as it was written, to be named in the report."""
    table = closed().get(column)
    if table is None:
        return text
    if column == "services":
        for mark in "、,;；/+和＋&":
            text = text.replace(mark, ",")
        return ",".join(table.get(fold(part), part.strip()) for part in text.split(",") if part.strip())
    return table.get(fold(text), text)


def rows_of(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows as text, whatever kind of file it is."""
    if content[:4] == b"PK\x03\x04":
        return xlsx_rows(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or name.lower().endswith(".xls"):
        raise Unreadable("old-excel")
    if name.lower().endswith((CSV, ".txt", ".tsv")):
        return csv_rows(content)
    if name.lower().endswith(XLSX):
        raise Unreadable("damaged")
    raise Unreadable("kind")


def xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable("too-big", most=MOST_BYTES // 1_000_000)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            yield number, [text_of(value) for value in row]
    except Unreadable:
        raise
    except Exception as error:  # a damaged file breaks openpyxl in many ways
        raise Unreadable("damaged") from error


def csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(content)
    head = text[:4000]
    delimiter = max(",;\t", key=lambda mark: head.count(mark))
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            yield number, [text_of(cell) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise Unreadable("damaged") from error


def decoded(content: bytes) -> str:
    """UTF-8, or what spreadsheet programs write instead: "Unicode text", and GBK in China."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("damaged")


def text_of(value: object) -> str:
    """A cell as text; a telephone number that became a number is one again."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    text = " ".join("".join(c if ord(c) >= 32 else " " for c in str(value)).split())
    return text[1:] if text[:1] == "'" and text[1:2] in CALCULATES else text


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    clean = "".join(c for c in text if c in "\t\n\r" or ord(c) >= 32)
    return f"'{clean}" if clean.startswith(CALCULATES) else clean


def written(headings: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> bytes:
    """A sheet with these headings, as .csv or .xlsx by its name."""
    lines = [[harmless("" if cell is None else str(cell)) for cell in row] for row in rows]
    return as_csv(headings, lines) if name.lower().endswith(CSV) else as_xlsx(headings, lines)


def as_csv(headings: Sequence[str], rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([list(headings), *rows])
    return text.getvalue().encode("utf-8-sig")  # with the mark, spreadsheet programs read Chinese right


def as_xlsx(headings: Sequence[str], rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for at, heading in enumerate(headings, start=1):
        longest = max([len(heading) * 2, *(len(row[at - 1]) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest + 2, 8), 40)
    bold = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=heading)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"  # text stays text
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
