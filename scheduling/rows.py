"""Rows as objects past the mapper: new ones stored with one prepared INSERT, known ones found by their number.

From then on the session knows them as if it had done so itself. What the mapper does for one new row costs some 400 us
and for one that is found 200; this about 60 and 50.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, insert, inspect, select
from sqlalchemy.orm import make_transient_to_detached

if TYPE_CHECKING:
    from scheduling.unit_of_work import UnitOfWork

IDS: Any = bindparam("ids", expanding=True)


class Kept:
    """How rows of one table are stored and found."""

    def __init__(self, model: Any) -> None:
        mapper = inspect(model)
        table: Table = mapper.local_table
        self.mapper = mapper
        self.key = mapper.identity_key_from_primary_key
        self.columns = {one.key: one.columns[0] for one in mapper.column_attrs}
        self.related = mapper.relationships.keys()
        filled = {key: one.default for key, one in self.columns.items() if one.default is not None}
        self.filled_in = {key: default.arg for key, default in filled.items() if default.is_scalar}
        self.plain = len(filled) == len(self.filled_in)  # nothing is worked out from the rest of the row
        if mapper.version_id_col is not None:
            self.filled_in[mapper.get_property_by_column(mapper.version_id_col).key] = 1
        number = table.autoincrement_column
        self.number = mapper.get_property_by_column(number).key if number is not None else None
        self.statement = insert(table)
        self.numbered = self.statement.returning(number) if number is not None else self.statement
        self.by_number = select(*self.columns.values()).where(mapper.primary_key[0].in_(IDS))
        self.at = list(self.columns.values()).index(mapper.primary_key[0])

    def find(self, uow: UnitOfWork, ids: Iterable[int]) -> list[Any]:
        """Those with these numbers, as far as there are any; what the session knows already is not asked again."""
        if len(self.mapper.primary_key) > 1:
            return [row for id in ids if (row := uow.session.get(self.mapper.class_, id)) is not None]
        known = uow.session.identity_map
        found = {id: known.get(self.key((id,))) for id in ids}
        if missing := [id for id, row in found.items() if row is None]:
            for values in uow.rows(self.by_number, ids=missing):
                id = values[self.at]
                found[id] = known.get(self.key((id,)))
                if found[id] is None:  # else it had its number, and has been stored just now
                    found[id] = self.mapper.class_manager.new_instance()
                    self._introduce(uow, found[id], dict(zip(self.columns, values, strict=True)))
        return [row for row in found.values() if row is not None]

    def _introduce(self, uow: UnitOfWork, row: Any, values: dict[str, Any]) -> None:
        """From here on the session knows this row, with these values."""
        vars(row).update(values)
        make_transient_to_detached(row)
        uow.session.add(row)

    def store(self, uow: UnitOfWork, row: Any) -> None:
        """Stores it at once; what is known already, worked out, or held by more than a number is the mapper's business."""
        given = vars(row)
        if not self.plain or not inspect(row).transient or any(given.get(name) for name in self.related):
            uow.session.add(row)
            uow.session.flush()
            return
        values = self.filled_in | {key: given[key] for key in self.columns if key in given}
        written = {self.columns[key].key: value for key, value in values.items()}
        if self.number is None or values.get(self.number) is not None:
            uow.write(self.statement, written)
        else:
            written.pop(self.number, None)
            values[self.number] = uow.insert(self.numbered, written)
        self._introduce(uow, row, {key: values.get(key) for key in self.columns})


@cache
def kept(model: Any) -> Kept:
    return Kept(model)
