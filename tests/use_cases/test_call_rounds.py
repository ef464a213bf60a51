"""Two dispatchers at one round of calls, in any order of deeds: nobody is rung twice, nobody is forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from models.errors import Refused
from models.event import Event
from models.notification import Delivery, Notification
from models.outage import Outage, OutageStatus
from models.task import Task, TaskKind, TaskStatus
from scheduling import call_rounds, outages, people, tasks
from scheduling.call_rounds.looking import calls_of
from scheduling.unit_of_work import Actor, UnitOfWork
from tests import crowds
from tests.invariants import broken
from tests.realm import Realm, open_town

MANY = 5
WHAT = ("works", "still_broken", "tried", "later")
DESK = ("周静", "孙涛")


class Round:
    """An outage over people without a chat, and the desk that rings them."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        estate = realm.run(crowds.area, "幸福里")
        realm.run(crowds.report_faults, realm.run(crowds.move_in, MANY, estate.id, chats=False))
        self.desk = [realm.who(name) for name in DESK]
        self.outage: Outage = realm.run(
            outages.open_outage, "storm", area_id=estate.id, starts_at=realm.now, by=self.desk[0]
        )
        self.realm.run(outages.restore, self.outage.id, by=self.desk[0])
        self.stolen: list[str] = []
        crowds.tick(realm)

    @property
    def round_id(self) -> int:
        return int(self.tasks()[0].round_id or 0)

    def tasks(self, status: TaskStatus | None = None) -> list[Task]:
        found = self.realm.rows(select(Task).where(Task.kind == TaskKind.PHONE_RESTORED).order_by(Task.id))
        return [task for task in found if status in (None, task.status)]

    def does(self, deed: str, who: int, which: int) -> None:
        me, task = self.desk[who % 2], self.tasks()[which % MANY]
        what = WHAT[which % len(WHAT)]
        deeds: dict[str, Callable[[], object]] = {
            "ring": lambda: self.realm.run(call_rounds.ring, self.round_id, by=me),
            "settle": lambda: self.realm.run(call_rounds.settle, task.id, what, by=me),
            "undo": lambda: self.realm.run(call_rounds.undo, task.id, task.result or what, by=me),
            "put down": lambda: self.realm.run(call_rounds.put_down, self.round_id, by=me),
            "take": lambda: self.realm.run(tasks.take, task.id, by=me),
            "goes on": lambda: self.realm.run(outages.resume, self.outage.id, by=me),
            "is over": lambda: self.realm.run(outages.restore, self.outage.id, by=me),
            "time passes": self.waits,
        }
        theirs = self.in_hand() - {call for call in self.in_hand() if call[1] == me.person_id}
        with suppress(Refused):
            deeds[deed]()
        taken = {(id, me.person_id) for id, _ in theirs} & self.in_hand()
        self.stolen += [f"{deed} by {me.person_id} took {call} from a colleague" for call in taken]
        crowds.tick(self.realm)
        self.realm.run(messenger)

    def in_hand(self) -> set[tuple[int, int | None]]:
        calls = self.realm.run(calls_of, self.round_id)
        return {(call.task_id, call.owner_id) for call in calls if call.in_hand(self.realm.now)}

    def waits(self) -> None:
        self.realm.now += timedelta(minutes=11)

    def wrong(self) -> list[str]:
        found = [*self.realm.run(broken), *self.stolen, *self.rung_twice(), *self.forgotten()]
        return [*found, *self.card()]

    def rung_twice(self) -> list[str]:
        owners: dict[int, set[int]] = {}
        for call in self.realm.run(calls_of, self.round_id):
            if call.in_hand(self.realm.now):
                owners.setdefault(call.person_id, set()).add(call.owner_id)
        return [f"person {id} is rung by {those}" for id, those in owners.items() if len(those) > 1]

    def forgotten(self) -> list[str]:
        """Whoever is to be rung is offered to somebody, now or when the time comes."""
        if self.realm.rows(select(Outage))[0].status is not OutageStatus.RESTORED:
            return [f"{task.subject} is open" for task in self.tasks(TaskStatus.OPEN)]
        left = {call.task_id for call in self.realm.run(calls_of, self.round_id)}
        return [f"{task.subject} is nobody's" for task in self.tasks(TaskStatus.OPEN) if task.id not in left]

    def card(self) -> list[str]:
        """One message a dispatcher for each time the calls came anew, never one a call."""
        rows = self.realm.owed("calls")
        counted = Counter((row.recipient_id, row.thread) for row in rows)
        return [f"{who} has {count} cards of {thread}" for (who, thread), count in counted.items() if count > 1]


def messenger(uow: UnitOfWork) -> None:
    """Whatever is due has been sent, and stands in a chat."""
    due = update(Notification).where(Notification.status == Delivery.PENDING, Notification.due_at <= uow.now)
    uow.session.execute(due.values(status=Delivery.SENT, sent_at=uow.now, chat_id=1, message_id=Notification.id))


DEEDS = (
    "ring",
    "ring",
    "settle",
    "settle",
    "settle",
    "undo",
    "undo",
    "put down",
    "take",
    "time passes",
    "goes on",
    "is over",
)


@pytest.fixture(scope="module")
def fresh(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Round]:
    file = tmp_path_factory.mktemp("calls") / "town.db"
    return lambda: Round(open_town(template, file))


@settings(
    max_examples=15, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(0, 19)), min_size=5, max_size=20))
def test_nobody_is_rung_twice_and_nobody_is_forgotten(
    fresh: Callable[[], Round], deeds: list[tuple[str, int, int]]
) -> None:
    """Promise 5, R-4.15: whatever two dispatchers tap in whatever order, slips and their undoing among it."""
    storm = fresh()
    assert storm.wrong() == []
    for deed in deeds:
        storm.does(*deed)
        assert storm.wrong() == [], f"after {deed}"


def test_the_card_is_drawn_once_for_however_much_happens_in_three_seconds(fresh: Callable[[], Round]) -> None:
    """Quietly: two dispatchers who ring away do not make a card flicker."""
    storm = fresh()
    storm.realm.run(messenger)

    def drawings() -> int:
        return len([row for row in storm.realm.owed("calls") if row.status is Delivery.PENDING])

    for task in storm.tasks()[:4]:
        storm.realm.run(call_rounds.settle, task.id, "works", by=storm.desk[0])
        crowds.tick(storm.realm)
        assert drawings() == 0
    storm.realm.now += tasks.DRAWN_EVERY
    crowds.tick(storm.realm)
    assert drawings() == len(DESK)
    assert len(storm.realm.owed("calls")) == len(DESK)  # the same rows: an edit each


def test_a_call_taken_and_forgotten_is_anybodys_after_a_while(fresh: Callable[[], Round]) -> None:
    storm = fresh()
    first = storm.realm.run(call_rounds.ring, storm.round_id, by=storm.desk[0])
    assert storm.realm.run(call_rounds.ring, storm.round_id, by=storm.desk[1]) != first
    storm.realm.run(call_rounds.put_down, storm.round_id, by=storm.desk[1])
    storm.realm.now += timedelta(minutes=15)
    assert storm.realm.run(call_rounds.ring, storm.round_id, by=storm.desk[1]) == first


def test_the_same_person_waiting_for_two_calls_is_rung_by_one(fresh: Callable[[], Round]) -> None:
    storm = fresh()
    first, second, third = storm.tasks()[:3]
    storm.realm.run(
        lambda uow: uow.session.execute(
            update(Task).where(Task.id == second.id).values(person_id=first.person_id)
        )
    )  # fmt: skip
    assert storm.realm.run(call_rounds.ring, storm.round_id, by=storm.desk[0]) == first.id
    assert storm.realm.run(call_rounds.ring, storm.round_id, by=storm.desk[1]) == third.id


def test_what_a_leaver_put_off_comes_back_at_its_time_and_to_everybody(realm: Realm) -> None:
    """R-1.13, R-4.15."""
    zhou, sun = realm.who("周静"), realm.who("孙涛")
    task = realm.run(tasks.open_task, TaskKind.MISSED, "appointment:1", person_id=realm.who("王芳").person_id)
    realm.run(tasks.not_reached, task.id, by=zhou)
    realm.run(people.leave, zhou.person_id)
    assert realm.owed("task-waits") == []
    later = realm.at("09:31")
    crowds.tick(later)
    assert [row.recipient_id for row in later.owed("task-waits")] == [sun.person_id]


def test_history_says_what_came_of_each_call(fresh: Callable[[], Round]) -> None:
    storm = fresh()
    zhou: Actor = storm.desk[0]
    task = storm.tasks()[0]
    for what in ("tried", "works"):
        storm.realm.run(call_rounds.settle, task.id, what, by=zhou)
    storm.realm.run(call_rounds.undo, task.id, "works", by=zhou)
    told = storm.realm.rows(select(Event).where(Event.order_id == task.order_id, Event.actor_id == zhou.person_id))
    names = [event.name for event in sorted(told, key=lambda event: event.id)]
    wanted = ["task.tried", "order.released_from_outage", "order.closed", "order.answer_taken_back"]
    assert [name for name in names if name in wanted] == wanted
