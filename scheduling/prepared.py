"""Statements of the common way, written out once and handed straight to the database's driver.

SQLAlchemy writes the statement and knows the types; what it does anew with each run of one costs 18 us, 65 where a list
goes in, and the database itself needs about one. So its text, and what turns values into the database's and back, are
kept here: one for each statement and kind of database, one text for each length of its lists.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

LONGEST = 200  # values in a statement's lists: longer ones are seldom of the same length twice
REMEMBERED = 500  # texts of one statement: two lists have many pairs of lengths

Change = Callable[[Any], Any]
Values = Mapping[str, Any]


class Place(NamedTuple):
    """Where a value goes, from which name, as which part of a list, and how the database wants it."""

    at: int
    key: str
    part: int | None
    change: Change | None


class Text(NamedTuple):
    """A statement as the driver takes it; `values` holds what it carries itself, the places what is given.

    `given`: the same in short, where every value is given and none is part of a list.
    """

    sql: str
    names: list[str]
    values: list[Any]
    places: list[Place]
    given: list[tuple[str, Change | None]] | None


class Prepared:
    """One statement for one kind of database, given values under these names."""

    def __init__(self, statement: Executable, keys: tuple[str, ...], dialect: Dialect) -> None:
        self.compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(keys))  # type: ignore[attr-defined]
        self.keys, self.dialect = keys, dialect
        # What its table fills in by itself; only what is always the same.
        self.filled_in = {column.key: column.default.arg for column in getattr(self.compiled, "insert_prefetch", ())}
        self.lists = [bind.key for bind in self.compiled.bind_names if bind.expanding and bind.key in keys]
        self.columns = getattr(statement, "exported_columns", ())
        self._texts: dict[tuple[int, ...], Text] = {}
        self._row: Callable[[Iterable[Any]], Any] | None = None
        self._changes: list[tuple[int, Change]] = []  # of which columns

    def run(self, connection: Connection, values: Values) -> tuple[int, Sequence[Any]]:
        """How many rows it touched, and those it gives back."""
        text = self._text(values)
        cursor = driver_of(connection).cursor()
        try:
            cursor.execute(text.sql, self._with(text, values))
            return cursor.rowcount, self._rows(cursor) if cursor.description else ()
        except self.dialect.loaded_dbapi.Error as error:
            raise meant(error, text.sql, self.dialect) from error
        finally:
            cursor.close()

    def run_many(self, connection: Connection, many: Sequence[Values]) -> int:
        """The same for each of these; how many rows were touched. All bring the same: the text is that of the first."""
        if any(values.keys() != many[0].keys() for values in many):
            raise ValueError("rows written together name different columns")
        text = self._text(many[0])
        cursor = driver_of(connection).cursor()
        try:
            cursor.executemany(text.sql, [self._with(text, values) for values in many])
            return int(cursor.rowcount)
        except self.dialect.loaded_dbapi.Error as error:
            raise meant(error, text.sql, self.dialect) from error
        finally:
            cursor.close()

    def _text(self, values: Values) -> Text:
        lengths = tuple([len(values[key]) for key in self.lists]) if self.lists else ()
        known = self._texts.get(lengths)
        if known is None:
            known = self._written(values)
            if sum(lengths) <= LONGEST:
                if len(self._texts) >= REMEMBERED:
                    self._texts.clear()
                self._texts[lengths] = known
        return known

    def _written(self, values: Values) -> Text:
        """The text for lists of these lengths."""
        written = self.compiled.construct_expanded_state({**self.filled_in, **values})
        parts = {
            listed: (bind, part)
            for bind, name in self.compiled.bind_names.items()
            for part, listed in (
                enumerate(written.parameter_expansion[name]) if bind.expanding else [(None, name)]
            )
        }  # fmt: skip
        changes = {
            bind: bind.type.dialect_impl(self.dialect).bind_processor(self.dialect) for bind in self.compiled.bind_names
        }
        names = list(written.positiontup if written.positiontup is not None else written.parameters)
        fixed, places = [], []
        for at, name in enumerate(names):
            bind, part = parts[name]
            change, value = changes[bind], written.parameters[name]
            fixed.append(value if change is None else change(value))
            if bind.key in self.keys:
                places.append(Place(at, bind.key, part, change))
        whole = len(places) == len(names) and all(place.part is None for place in places)
        given = [(place.key, place.change) for place in places] if whole else None
        return Text(written.statement, names, fixed, places, given)

    def _with(self, text: Text, values: Values) -> Any:
        """The text's values, these among them."""
        if text.given is not None:
            filled = [values[key] if change is None else change(values[key]) for key, change in text.given]
        else:
            filled = text.values.copy()
            for at, key, part, change in text.places:
                value = values[key] if part is None else values[key][part]
                filled[at] = value if change is None else change(value)
        return filled if self.compiled.positional else dict(zip(text.names, filled, strict=True))

    def _rows(self, cursor: Any) -> Sequence[Any]:
        if self._row is None:
            self._learn(cursor.description)
        changes, row = self._changes, self._row
        assert row is not None
        if not changes:
            return [row(found) for found in cursor.fetchall()]
        rows = []
        for found in cursor.fetchall():
            values = list(found)
            for at, change in changes:
                values[at] = change(values[at])
            rows.append(row(values))
        return rows

    def _learn(self, description: Sequence[Any]) -> None:
        """What comes back, and how each column is read; only the driver knows how it hands a number over."""
        changes = [
            column.type.dialect_impl(self.dialect).result_processor(self.dialect, about[1])
            for column, about in zip(self.columns, description, strict=True)
        ]
        self._changes = [(at, change) for at, change in enumerate(changes) if change is not None]
        made: Any = cast("Any", namedtuple)("Row", [about[0] for about in description], rename=True)
        self._row = partial(tuple.__new__, made)  # its own `_make` counts once more, in Python


@lru_cache(maxsize=2000)
def prepared(statement: Executable, keys: tuple[str, ...], dialect: Dialect) -> Prepared:
    """A statement given under these names, written out when it is first run."""
    return Prepared(statement, keys, dialect)


def say(connection: Connection, *texts: str) -> None:
    """Plain words to the driver, which bring nothing back."""
    for text in texts:
        try:
            driver_of(connection).execute(text)
        except connection.dialect.loaded_dbapi.Error as error:
            raise meant(error, text, connection.dialect) from error


def driver_of(connection: Connection) -> Any:
    """The connection as the driver knows it; the transaction is the same."""
    return connection.connection.dbapi_connection


def meant(error: Any, text: str, dialect: Dialect) -> Any:
    """A driver's error as SQLAlchemy names it. No message shows parameters (R-12.1)."""
    return DBAPIError.instance(text, (), error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)
