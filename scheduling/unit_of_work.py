"""One actor, one instant, one transaction.

`Store.run(use_case, ...)` opens the transaction, calls the use-case, commits, and calls it again when another
writer got there first. That is why it takes a function, and why nobody else may commit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, Engine, Executable, bindparam, inspect
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from models.appointment import LIVE, Appointment
from models.errors import NotFound
from models.offer import Offer
from models.order import Channel, WorkOrder
from models.person import Person, Role
from scheduling.policy import Policy
from scheduling.prepared import Prepared, driver_of, prepared
from scheduling.rows import Rows, every, kept
from scheduling.windows import SlotTimes

P = ParamSpec("P")
T = TypeVar("T")
Model = TypeVar("Model")

TRIES = 6

LIVE_OF_ORDER = every(Appointment).where(
    Appointment.order_id == bindparam("order_id"), Appointment.status.in_(LIVE)
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """Who is doing something: a person with their roles, or the clock. `roles` pairs a role with a unit's path."""

    person_id: int | None
    roles: tuple[tuple[Role, str], ...] = ()
    channel: Channel = Channel.CHAT
    language: str = "zh"

    @classmethod
    def of(cls, person: Person, channel: Channel = Channel.CHAT) -> Actor:
        """A person as an actor. Staff who left keep no role (R-1.13)."""
        roles = () if person.left_at else tuple((grant.role, grant.unit.path) for grant in person.roles)
        return cls(person.id, roles, channel, person.language)

    def holds(self, role: Role, path: str | None = None) -> bool:
        """Has this role on the unit with that path or above it; on any unit when no path is given."""
        return any(have is role and (path is None or path.startswith(at)) for have, at in self.roles)

    @property
    def is_clock(self) -> bool:
        return self.person_id is None and not self.roles


CLOCK = Actor(None, channel=Channel.SYSTEM)


@dataclass
class UnitOfWork:
    """What a use-case has at hand: the session, who acts, the instant, and the operator's numbers.

    `rows`, `write` and `insert` take statements made once, when a module is imported, straight to the database: see
    `prepared.py`.
    """

    connection: Connection
    actor: Actor
    now: datetime
    policy: Policy
    slot_times: SlotTimes
    owes: bool = field(default=False)  # something became due for the outbox or the clock

    @cached_property
    def session(self) -> Rows:
        """Rows as objects; made when first asked for. They stay readable after the commit."""
        return Rows(self.connection, expire_on_commit=False, join_transaction_mode="rollback_only")

    def rows(self, statement: Executable, **values: Any) -> Sequence[Any]:
        """What a prepared statement finds; what the session has pending is written first."""
        if (session := vars(self).get("session")) is not None:
            session.flush()
        return self._prepared(statement, values).run(self.connection, values)[1]

    def write(self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> int:
        """Runs a prepared INSERT, UPDATE or DELETE, for many rows at once if many are given; how many it touched.

        What it may refer to is written first; what the session has changed can wait for the end.
        """
        self._add_new()
        if isinstance(values, Mapping):
            return self._prepared(statement, values).run(self.connection, values)[0]
        return self._prepared(statement, values[0]).run_many(self.connection, values) if values else 0

    def insert(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """Runs a prepared INSERT that returns the number of the new row."""
        self._add_new()
        ((id,),) = self._prepared(statement, values).run(self.connection, values)[1]
        return int(id)

    def _prepared(self, statement: Executable, values: Mapping[str, Any]) -> Prepared:
        return prepared(statement, tuple(values), self.connection.dialect)

    def _add_new(self) -> None:
        session = vars(self).get("session")
        if session is not None and not session.clean and (session.new or session.deleted):
            session.flush()

    @contextmanager
    def part(self) -> Iterator[None]:
        """What is undone by itself should it fail; the session forgets what it has come to know in it."""
        known = set(self.session.identity_map.keys())
        try:
            with self.session.begin_nested():
                self.session.connection()  # sets the savepoint now: what is prepared would not wait for the session
                yield
        except BaseException:
            for row in self.session:
                if inspect(row).key not in known and row in self.session:  # else it went with what it belongs to
                    self.session.expunge(row)
            raise

    def finish(self) -> None:
        """Everything the session has pending is written; to keep it is the business of whoever began."""
        if (session := vars(self).get("session")) is not None:
            session.flush()

    def close(self) -> None:
        if (session := vars(self).get("session")) is not None:
            session.close()

    @property
    def me(self) -> int:
        """The person who acts; 0, which is nobody's number, for the clock."""
        return self.actor.person_id or 0

    def seen_by(self, actor: Actor) -> UnitOfWork:
        """The same transaction with somebody else's eyes."""
        other = replace(self, actor=actor)
        vars(other)["session"] = self.session
        return other

    def get(self, model: type[Model], id: int | None) -> Model:
        """The row with that id; raises `NotFound`."""
        found = self.all_of(model, [id]) if id is not None else []
        if not found:
            raise NotFound(what=model.__name__.lower(), id=id)
        return found[0]

    def all_of(self, model: type[Model], ids: Iterable[int]) -> list[Model]:
        """The rows with these numbers, as far as there are any."""
        return kept(cast("Any", model)).find(self, ids)

    def find(self, model: type[Model], statement: Executable, **values: Any) -> list[Model]:
        """The rows that a prepared statement finds, made from `rows.every`."""
        return kept(cast("Any", model)).known(self, self.rows(statement, **values))

    def load(self, row: Any, *names: str) -> None:
        """What stands beside a row: looked up now for a tenth of what it costs when it is touched unannounced."""
        for name in names:
            kept(cast("Any", type(row))).load(self, row, name)

    def order(self, order_id: int) -> WorkOrder:
        return self.get(WorkOrder, order_id)

    def appointment(self, appointment_id: int) -> Appointment:
        return self.get(Appointment, appointment_id)

    def offer(self, offer_id: int) -> Offer:
        return self.get(Offer, offer_id)

    def person(self, person_id: int) -> Person:
        return self.get(Person, person_id)

    def live_appointment(self, order_id: int) -> Appointment | None:
        """The one live appointment of an order, if it has any (4.A)."""
        return next(iter(self.find(Appointment, LIVE_OF_ORDER, order_id=order_id)), None)

    def add(self, row: Model) -> Model:
        """Stores a new row at once, so that it has an id and its constraints have spoken."""
        self.session.flush()
        kept(cast("Any", type(row))).store(self, row)
        return row


class Busy(RuntimeError):
    """The database stayed locked or contended through every try."""


@dataclass
class Job:
    """A use-case to be run, and what came of it."""

    use_case: Callable[..., Any]
    actor: Actor
    now: datetime
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    result: Any = None
    error: BaseException | None = None
    owes: bool = False


class Again(Exception):
    """This use-case has to be run once more, by itself."""


@dataclass
class Store:
    """The database and what runs on it. `on_commit` is told after each commit that left something due."""

    engine: Engine
    policy: Policy
    slot_times: SlotTimes = field(init=False)
    on_commit: Callable[[], None] | None = None
    _thread: threading.local = field(default_factory=threading.local, init=False, repr=False)

    def __post_init__(self) -> None:
        self.slot_times = SlotTimes(self.policy)

    def run(
        self,
        use_case: Callable[Concatenate[UnitOfWork, P], T],
        actor: Actor,
        now: datetime,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Runs a use-case in a transaction of its own and returns what it returns.

        Raises whatever `Refused` the use-case raises, with nothing changed, and `Busy` when other writers won
        every one of the tries.
        """
        for attempt in range(TRIES):
            with self._connected() as connection:
                uow = UnitOfWork(connection, actor, now, self.policy, self.slot_times)
                try:
                    connection.begin()
                    result = use_case(uow, *args, **kwargs)
                    uow.finish()
                    connection.commit()
                except StaleDataError:
                    continue
                except (IntegrityError, OperationalError) as error:
                    if attempt == TRIES - 1 or (isinstance(error, OperationalError) and not contended(error)):
                        raise
                    continue
                finally:
                    uow.close()
                if uow.owes and self.on_commit is not None:
                    self.on_commit()
                return result
        raise Busy(getattr(use_case, "__name__", "use-case"))

    def keep_connection(self) -> None:
        """This thread's use-cases share one connection from now on: to open and close it costs as much as three statements."""
        self._thread.keeps = True

    def drop_connection(self) -> None:
        if (connection := vars(self._thread).pop("connection", None)) is not None:
            connection.close()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if not getattr(self._thread, "keeps", False):
            with self.engine.connect() as connection:
                yield connection
            return
        if not hasattr(self._thread, "connection"):
            self._thread.connection = self.engine.connect()
        connection = self._thread.connection
        try:
            yield connection
        finally:
            connection.rollback()  # of what was not committed, if anything
            driver_of(connection).rollback()  # SQLAlchemy takes a COMMIT that failed for an end; SQLite does not

    def run_job(self, job: Job) -> Any:
        return self.run(job.use_case, job.actor, job.now, *job.args, **job.kwargs)

    def run_together(self, jobs: Sequence[Job]) -> None:
        """Runs use-cases one after the other in one transaction, each in a savepoint; all are kept with one commit.

        One that is refused or breaks undoes only itself. What lost against another writer, and everything if the
        transaction itself breaks, is run again one by one.
        """
        left = list(jobs)
        if len(jobs) > 1:
            try:
                with self._connected() as connection, connection.begin():
                    for job in jobs:
                        self._inside(connection, job)
            except SQLAlchemyError:
                pass  # nothing of it was kept
            else:
                left = [job for job in jobs if isinstance(job.error, Again)]
                if self.on_commit is not None and any(job.owes for job in jobs if job.error is None):
                    self.on_commit()
        for job in left:
            job.error = None
            try:
                job.result = self.run_job(job)
            except BaseException as error:
                job.error = error

    def _inside(self, connection: Connection, job: Job) -> None:
        uow = UnitOfWork(connection, job.actor, job.now, self.policy, self.slot_times)
        try:
            with connection.begin_nested():
                job.result = job.use_case(uow, *job.args, **job.kwargs)
                uow.finish()
                job.owes = uow.owes
        except (StaleDataError, IntegrityError):
            job.error = Again()
        except OperationalError:
            raise
        except Exception as error:
            job.error = error
        finally:
            uow.close()


def contended(error: OperationalError) -> bool:
    """Another writer's doing (a lock, a serialisation failure, a deadlock), as opposed to a broken database."""
    text = str(error.orig).lower()
    return any(sign in text for sign in ("locked", "busy", "deadlock", "serialize", "concurrent"))


def facts_of(thing: Any) -> dict[str, Any]:
    """A dataclass's fields in a form that JSON keeps: instants as ISO text, enums by value."""
    return {key: plain(value) for key, value in vars(thing).items() if value is not None}


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return getattr(value, "value", value)
