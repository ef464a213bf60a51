"""The relay's rules (R-1.17, R-4.10, promise 8): who owns a message, who may answer it, and what settles it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.errors import BadValue, LooksLikePassword, NotAllowed, NotReachable
from models.message import Message, MessageTo
from models.person import Role
from models.timer import Timer, TimerKind
from scheduling import messages
from tests.realm import Realm


def timers(realm: Realm) -> int:
    return len(realm.rows(select(Timer).where(Timer.kind == TimerKind.ANSWER_OVERDUE)))


def test_two_questions_are_shared_among_the_dispatchers(realm: Realm) -> None:
    first = realm.run(messages.write_to_dispatch, "一", by=realm.who("王芳"))
    second = realm.run(messages.write_to_dispatch, "二", by=realm.who("刘伟"))
    assert {first.owner_id, second.owner_id} == {realm.who("周静").person_id, realm.who("孙涛").person_id}


def test_an_answer_settles_the_question_and_its_clock(realm: Realm) -> None:
    asked = realm.run(messages.write_to_dispatch, "几点来?", by=realm.who("王芳"))
    assert timers(realm) == 1

    realm.run(messages.answer, asked.id, "两点", by=realm.who("周静"))
    assert timers(realm) == 0
    assert realm.rows(select(Message).where(Message.id == asked.id))[0].answered_at is not None


def test_the_same_dispatcher_stays_the_one(realm: Realm) -> None:
    asked = realm.run(messages.write_to_dispatch, "一", by=realm.who("王芳"))
    other = next(n for n in ("周静", "孙涛") if realm.who(n).person_id != asked.owner_id)
    reply = realm.run(messages.answer, asked.id, "好", by=realm.who(other))

    again = realm.run(messages.answer, reply.id, "还有一件事", by=realm.who("王芳"))
    assert again.owner_id == realm.who(other).person_id


def test_the_technician_answers_a_dispatcher(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    technician = realm.accept(visit)
    asked = realm.run(messages.write_to_technician, visit.order_id, "带梯子", by=realm.who("周静"))

    reply = realm.run(messages.answer, asked.id, "带了", by=technician)
    assert (reply.to, reply.recipient_id) == (MessageTo.DISPATCH, realm.who("周静").person_id)
    back = realm.run(messages.answer, reply.id, "谢谢", by=realm.who("周静"))
    assert back.recipient_id == technician.person_id


def test_nobody_else_may_answer(realm: Realm) -> None:
    asked = realm.run(messages.write_to_dispatch, "一", by=realm.who("王芳"))
    for name in ("刘伟", "李建国"):
        with pytest.raises(NotAllowed):
            realm.run(messages.answer, asked.id, "二", by=realm.who(name))


def test_strangers_do_not_write_about_an_order(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    for name in ("刘伟", "赵敏"):
        with pytest.raises(NotAllowed):
            realm.run(messages.write_to_dispatch, "一", visit.order_id, by=realm.who(name))


def test_the_lead_writes_to_dispatch_about_the_visit(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    technician = realm.accept(visit)

    message = realm.run(messages.write_to_dispatch, "缺光猫", visit.order_id, by=technician)
    assert message.order_id == visit.order_id and message.owner_id is not None


def test_no_technician_to_write_to_before_acceptance(realm: Realm) -> None:
    visit = realm.book(realm.who("王芳"), "11-25 08:00")
    with pytest.raises(NotReachable):
        realm.run(messages.write_to_technician, visit.order_id, "在吗", by=realm.who("王芳"))


@pytest.mark.parametrize(("text", "refusal"), [
    ("", BadValue), ("长" * 1001, BadValue), ("密码是 abc12345", LooksLikePassword),
])  # fmt: skip
def test_what_is_not_passed_on(realm: Realm, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        realm.run(messages.write_to_dispatch, text, by=realm.who("王芳"))
    assert realm.rows(select(Message)) == []


def test_who_left_owns_nothing_new(realm: Realm) -> None:
    """R-1.13: the dispatcher they had been talking with has gone."""
    asked = realm.run(messages.write_to_dispatch, "一", by=realm.who("王芳"))
    owner = next(n for n in ("周静", "孙涛") if realm.who(n).person_id == asked.owner_id)
    reply = realm.run(messages.answer, asked.id, "好", by=realm.who(owner))

    def leaves(uow):  # type: ignore[no-untyped-def]
        uow.person(asked.owner_id).left_at = uow.now

    realm.run(leaves)
    again = realm.run(messages.answer, reply.id, "二", by=realm.who("王芳"))
    assert again.owner_id is not None and again.owner_id != asked.owner_id
    assert realm.run(lambda uow: uow.person(again.owner_id).roles[0].role) is Role.DISPATCHER
