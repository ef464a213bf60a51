"""Rows as objects past the mapper: new ones stored with one prepared INSERT, known ones found, changed ones written.

The session knows them as if it had done so itself. What the mapper does for one new row costs some 400 us, for one that
is found 200 and for one that has changed 350; this about 60, 50 and 60.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ClauseElement, Connection, Select, Table, Update, bindparam, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

import models.tables  # noqa: F401 - every table is known before their order is asked for
from models.base import Base
from scheduling.prepared import prepared

if TYPE_CHECKING:
    from scheduling.unit_of_work import UnitOfWork

IDS: Any = bindparam("ids", expanding=True)
ORDER = {table: place for place, table in enumerate(Base.metadata.sorted_tables)}


class Rows(Session):
    """SQLAlchemy's session; plain changes are written past the mapper, which sees to everything else."""

    @property
    def clean(self) -> bool:
        """Nothing is pending. Asked before every statement: its public names make a set each."""
        return bool(self._is_clean())

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        if self.clean:
            return
        if objects is None and not self.new and not self.deleted:
            changed = [(kept(cast("Any", type(row))), row) for row in self.dirty]
            for table, row in sorted(changed, key=lambda one: one[0].place(one[1])):
                table.write_changes(self, row)
        super().flush(objects)


class Kept:
    """How rows of one table are stored and found."""

    def __init__(self, model: Any) -> None:
        mapper = inspect(model)
        table: Table = mapper.local_table
        self.mapper = mapper
        self.key = mapper.identity_key_from_primary_key
        self.columns = {one.key: one.columns[0] for one in mapper.column_attrs}
        self.every = select(*self.columns.values())
        self.related = mapper.relationships.keys()
        filled = {key: one.default for key, one in self.columns.items() if one.default is not None}
        self.filled_in = {key: default.arg for key, default in filled.items() if default.is_scalar}
        self.plain = len(filled) == len(self.filled_in)  # nothing is worked out from the rest of the row
        version = mapper.version_id_col
        self.version = mapper.get_property_by_column(version).key if version is not None else None
        if self.version is not None:
            self.filled_in[self.version] = 1
        self.table, self.primary = table, [mapper.get_property_by_column(column).key for column in table.primary_key]
        # Somebody wants to be asked before a change, or something changes by itself.
        self.watched = bool(mapper.dispatch.before_update) or any(column.onupdate for column in table.columns)
        self.at = [list(self.columns).index(key) for key in self.primary]
        self._changes: dict[tuple[str, ...], Update] = {}
        number = table.autoincrement_column
        self.number = mapper.get_property_by_column(number).key if number is not None else None
        self.statement = insert(table)
        self.numbered = self.statement.returning(number) if number is not None else self.statement
        self.by_number = self.every.where(mapper.primary_key[0].in_(IDS))
        self._beside: dict[str, tuple[str, Any, bool]] = {}

    def find(self, uow: UnitOfWork, ids: Iterable[int]) -> list[Any]:
        """Those with these numbers, as far as there are any; what the session knows already is not asked again."""
        if len(self.primary) > 1:
            return [row for id in ids if (row := uow.session.get(self.mapper.class_, id)) is not None]
        known = uow.session.identity_map
        found = {id: known.get(self.key((id,))) for id in ids}
        if missing := [id for id, row in found.items() if row is None]:
            for row in self.known(uow, uow.rows(self.by_number, ids=missing)):
                found[getattr(row, self.primary[0])] = row
        return [row for row in found.values() if row is not None]

    def known(self, uow: UnitOfWork, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """Rows with all their columns as the objects that the session knows from then on."""
        known, found = uow.session.identity_map, []
        for values in rows:
            row = known.get(self.key(tuple([values[at] for at in self.at])))
            if row is None:
                row = self.mapper.class_manager.new_instance()
                self._introduce(uow, row, dict(zip(self.columns, values, strict=True)))
            found.append(row)
        return found

    def load(self, uow: UnitOfWork, row: Any, name: str) -> None:
        """What stands beside a row under this name, unless it is there already."""
        if name in vars(row):
            return
        if name not in self._beside:
            relation = self.mapper.relationships[name]
            ((here, there),) = relation.local_remote_pairs
            beside = every(relation.mapper.class_).where(there == bindparam("here"))
            self._beside[name] = self.mapper.get_property_by_column(here).key, beside, relation.uselist
        here, beside, many = self._beside[name]
        other, id = self.mapper.relationships[name].mapper.class_, getattr(row, here)
        found = uow.find(other, beside, here=id) if many else uow.all_of(other, [id] if id else [])
        set_committed_value(row, name, found if many else next(iter(found), None))

    def _introduce(self, uow: UnitOfWork, row: Any, values: dict[str, Any]) -> None:
        """From here on the session knows this row, with these values."""
        vars(row).update(values)
        session, state = uow.session, inspect(row)
        state.key = self.key(tuple([values[key] for key in self.primary]))
        state.session_id = session.hash_key
        state._commit_all(vars(row), session.identity_map)
        session.identity_map.add(state)

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

    def place(self, row: Any) -> tuple[int, Any]:
        """Rows are written in the mapper's order: two writers never wait for each other."""
        return ORDER[self.table], inspect(row).identity

    def write_changes(self, session: Session, row: Any) -> None:
        """Writes what has changed in a row, its version with it; what is not plain is left to the mapper.

        Raises `StaleDataError` where another writer was first.
        """
        state, given = inspect(row), vars(row)
        before = state.committed_state
        changeable = self.columns.keys() - {*self.primary, self.version}
        if self.watched or not before.keys() <= changeable & given.keys():
            return
        if self.version is not None and self.version not in given:  # to be read anew
            return
        if any(isinstance(given[key], ClauseElement) for key in before):
            return
        columns = {key: self.columns[key] for key in before}
        changed = [key for key, column in columns.items() if not column.type.compare_values(before[key], given[key])]
        if changed:
            self._write(session.connection(), state.identity, given, sorted(changed))
            session._register_altered([state])  # what is undone with a savepoint is read anew
        state._commit_all(given, session.identity_map)  # as the mapper's own flush ends; its public ways cost more

    def _write(self, connection: Connection, identity: Any, given: dict[str, Any], changed: list[str]) -> None:
        values = {f"to_{key}": given[key] for key in changed}
        values |= {f"its_{key}": value for key, value in zip(self.primary, identity, strict=True)}
        if self.version is not None:
            values |= {"its_version": given[self.version], "to_version": given[self.version] + 1}
        statement = self._change(tuple(changed))
        if prepared(statement, tuple(values), connection.dialect).run(connection, values)[0] != 1:
            raise StaleDataError(f"another writer has changed a row of {self.table.name}")
        if self.version is not None:
            given[self.version] += 1

    def _change(self, keys: tuple[str, ...]) -> Update:
        """An UPDATE of these columns, of one row in one version."""
        if keys not in self._changes:
            statement = update(self.table).values({self.columns[key]: bindparam(f"to_{key}") for key in keys})
            for key in self.primary:
                statement = statement.where(self.columns[key] == bindparam(f"its_{key}"))
            if self.version is not None:
                version = self.columns[self.version]
                statement = statement.where(version == bindparam("its_version"))
                statement = statement.values({version: bindparam("to_version")})
            self._changes[keys] = statement
        return self._changes[keys]


@cache
def kept(model: Any) -> Kept:
    return Kept(model)


def every(model: Any) -> Select[Any]:
    """The rows of a table, all their columns: for a prepared statement that `uow.find` turns into objects."""
    return kept(model).every
