"""Safe broadcast (promise 6): who is meant, who is left out, who lets it go, and that everybody is queued once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from models import errors
from models.broadcast import Broadcast, BroadcastKind, BroadcastStatus
from models.event import Event
from models.notification import Delivery, Manner, Notification, Urgency
from models.order import OrderKind
from models.outage import Outage, OutageStatus
from models.person import ChatAccount, CustomerTier, Person, Role, RoleGrant
from models.timer import Timer
from models.unit import Unit, UnitLevel
from scheduling import broadcasts, clockwork, outages, outbox, rescheduling
from scheduling.broadcasts import Audience, Preview, Why
from scheduling.policy import Policy
from scheduling.unit_of_work import Actor, UnitOfWork
from tests import crowds
from tests.realm import Realm

S = BroadcastStatus


def shrunk(realm: Realm, **numbers: Any) -> Realm:
    """The same town with an operator of other numbers."""
    realm.store.policy = replace(Policy.default(), broadcast=replace(Policy.default().broadcast, **numbers))
    return realm


def draft(realm: Realm, outage: Outage | None = None, by: str = "周静", **given: Any) -> Broadcast:
    if outage is not None:
        given["outage_id"] = outage.id
    return realm.run(broadcasts.compose, given.pop("draft_id", "d1"), by=realm.who(by), **given)


def preview(realm: Realm, broadcast: Broadcast, by: str = "周静") -> Preview:
    return realm.run(broadcasts.preview, broadcast.id, by=realm.who(by))


def now(realm: Realm, broadcast: Broadcast) -> Broadcast:
    return realm.run(lambda uow: uow.get(Broadcast, broadcast.id))


def later(realm: Realm, **length: float) -> Realm:
    return replace(realm, now=realm.now + timedelta(**length))


def sent_off(realm: Realm, broadcast: Broadcast, by: str = "周静") -> Realm:
    """Confirmed, the undo delay over, everybody in the outbox; the realm a minute later."""
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who(by))
    after = later(realm, seconds=60)
    crowds.tick(after)
    return after


def told(realm: Realm, broadcast: Broadcast, status: Delivery = Delivery.SENT) -> None:
    """The messenger has taken all of it."""

    def mark(uow: UnitOfWork) -> None:
        ours = update(Notification).where(Notification.broadcast_id == broadcast.id)
        uow.session.execute(ours.values(status=status, sent_at=uow.now, message_id=Notification.id))

    realm.run(mark)


def colleague_elsewhere(uow: UnitOfWork) -> Actor:
    """A dispatcher of the county next door."""
    city = uow.session.scalars(select(Unit).where(Unit.level == UnitLevel.CITY)).one()
    county = uow.add(Unit(level=UnitLevel.COUNTY, name="临河县分局", parent_id=city.id, path=""))
    county.path = f"{city.path}{county.id}/"
    person = uow.add(Person(name="邻居", created_at=uow.now))
    uow.add(RoleGrant(person_id=person.id, role=Role.DISPATCHER, unit_id=county.id))
    uow.session.refresh(person)
    return Actor.of(person)


# --- Who is meant, and who is left out


def test_an_outage_is_for_those_who_live_there_and_have_what_is_down(realm: Realm) -> None:
    """R-6.12: the home's box decides where it is known; a home whose services nobody knows is told too."""
    away = realm.run(crowds.box, "幸福里", "幸福里-02箱").id
    box = realm.run(crowds.box, "幸福里", "幸福里-01箱")
    estate = box.parent_id
    behind = realm.run(crowds.move_in, 3, estate, plant_id=box.id)
    unknown = realm.run(crowds.move_in, 1, estate, plant_id=box.id, service=None)
    realm.run(crowds.move_in, 2, estate, plant_id=away)
    realm.run(crowds.move_in, 2, estate, plant_id=box.id, service="fixed_line")
    outage = realm.run(crowds.outage, "幸福里-01箱")
    broadcast = draft(realm, outage)

    assert preview(realm, broadcast).reach == 4
    sent_off(realm, broadcast)
    assert [row.recipient_id for row in crowds.recipients(realm, broadcast.id)] == [*behind, *unknown]


def test_only_those_with_an_open_order_there(realm: Realm) -> None:
    visit = realm.book(realm.who("刘伟"), "16:00", area="幸福里")
    outage = realm.run(crowds.outage)
    narrow = Audience(area_id=outage.area_id, open_orders=True)
    broadcast = draft(realm, outage, audience=narrow)

    sent_off(realm, broadcast)
    customer = realm.order(visit).customer_id
    assert [row.recipient_id for row in crowds.recipients(realm, broadcast.id)] == [customer]


def test_the_preview_says_how_many_who_and_who_not(realm: Realm) -> None:
    """Count, languages, ten masked names, who is left out and why, and the time it takes."""
    area = realm.run(crowds.area, "幸福里").id
    told_already = realm.run(crowds.move_in, 2, area)
    realm.run(crowds.move_in, 3, area, chats=False)
    blocked = realm.run(crowds.move_in, 1, area)
    realm.run(crowds.move_in, 60, area, language="en", name="John Miller")
    outage = realm.run(crowds.outage)

    def stage(uow: UnitOfWork) -> None:
        uow.session.execute(update(ChatAccount).where(ChatAccount.person_id.in_(blocked)).values(blocked_at=uow.now))
        event = uow.add(Event(at=uow.now, name="outage.opened", facts={}, outage_id=outage.id))
        for person_id in told_already:
            uow.add(Notification(event_id=event.id, recipient_id=person_id, key="held", params={}, due_at=uow.now,
                                 thread=f"outage:{outage.id}", edition=1, status=Delivery.SENT))  # fmt: skip

    realm.run(stage)
    seen = preview(realm, draft(realm, outage))

    assert (seen.reach, seen.languages) == (61, {"zh": 1, "en": 60}), "王芳 lives there as well"
    assert seen.left_out == {Why.TOLD: 2, Why.NO_CHAT: 3, Why.BLOCKED: 1}
    assert (seen.without_chat, seen.seconds, seen.second_person) == (4, 3, False)
    assert len(seen.sample) == 10
    assert set(seen.sample) == {"王*", "J*** M*****"}


def test_what_is_not_urgent_leaves_out_those_who_turned_it_off(realm: Realm) -> None:
    """D-14: planned works are left to their choice; that the service is down is not."""
    realm.run(crowds.move_in, 2, realm.run(crowds.area, "幸福里").id, outage_news=False)
    planned = realm.run(crowds.outage, status=OutageStatus.PLANNED, planned=True)
    down = realm.run(crowds.outage)

    assert preview(realm, draft(realm, planned, draft_id="a")).left_out == {Why.NEWS_OFF: 2}
    assert preview(realm, draft(realm, down, draft_id="b")).left_out == {}


def test_narrowed_by_tier_language_and_open_order(realm: Realm) -> None:
    outage = realm.run(crowds.outage, "科技园")

    def reach(**narrow: Any) -> int:
        at = Audience(area_id=outage.area_id, **narrow)
        return preview(realm, draft(realm, outage, audience=at, draft_id=str(narrow))).reach

    assert reach() == 2
    assert reach(tiers=("high_value",)) == 1
    assert reach(languages=("en",)) == 1
    assert (reach(open_orders=True), reach(open_orders=False)) == (0, 2)
    realm.book(realm.who("刘伟"), "16:00", OrderKind.INSTALL, area="科技园")
    assert (reach(open_orders=True), reach(open_orders=False)) == (1, 1)
    assert reach(services=("leased_line",)) == 0


# --- Refused, each with its way out


def test_nobody_and_everybody_are_refused(realm: Realm) -> None:
    area = realm.run(crowds.area, "幸福里")
    unit = area.unit_id
    with pytest.raises(errors.AudienceEverybody):
        draft(realm, unit_id=unit, texts={"zh": "停机"})
    everybody = draft(realm, unit_id=unit, audience=Audience(everybody=True), texts={"zh": "您好", "en": "Hello"})
    assert preview(realm, everybody).reach == 3

    nobody = draft(realm, unit_id=unit, audience=Audience(tiers=("key",)), texts={"zh": "您好"}, draft_id="d2")
    with pytest.raises(errors.AudienceEmpty):
        realm.run(broadcasts.confirm, nobody.id, by=realm.who("周静"))


def test_a_variable_left_empty_is_refused(realm: Realm) -> None:
    outage = realm.run(crowds.outage, expected_until=None)
    broadcast = draft(realm, outage)
    with pytest.raises(errors.VariableEmpty) as refused:
        realm.run(broadcasts.edit_text, broadcast.id, "zh", "{area} 预计 {until} 恢复", by=realm.who("周静"))
    assert refused.value.params == {"variable": "until"}
    with pytest.raises(errors.VariableEmpty):
        realm.run(broadcasts.edit_text, broadcast.id, "zh", "{customer} 您好", by=realm.who("周静"))

    realm.run(broadcasts.edit_text, broadcast.id, "zh", "{area}:正在抢修", by=realm.who("周静"))
    assert now(realm, broadcast).texts == {"zh": "{area}:正在抢修"}


def test_words_are_missing_in_a_language_somebody_reads(realm: Realm) -> None:
    unit = realm.run(crowds.area, "科技园").unit_id
    broadcast = draft(realm, unit_id=unit, audience=Audience(unit_id=unit), texts={"zh": "您好"})
    with pytest.raises(errors.WordsMissing) as refused:
        realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    assert refused.value.params == {"language": "en"}


def test_a_dispatcher_of_another_unit_is_refused(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    stranger = realm.run(colleague_elsewhere)
    with pytest.raises(errors.NotAllowed):
        realm.run(broadcasts.compose, "x", outage_id=outage.id, by=stranger)
    broadcast = draft(realm, outage)
    for deed in (broadcasts.preview, broadcasts.confirm, broadcasts.stop, broadcasts.correct, broadcasts.progress,
                 broadcasts.test_send, broadcasts.approve, broadcasts.phone_list, broadcasts.report_rows):  # fmt: skip
        with pytest.raises(errors.NotAllowed):
            realm.run(deed, broadcast.id, by=stranger)
    elsewhere = stranger.roles[0][1].rstrip("/").rsplit("/", 1)[1]
    with pytest.raises(errors.NotAllowed):
        draft(realm, outage, audience=Audience(unit_id=int(elsewhere)), draft_id="y")
    with pytest.raises(errors.NotAllowed):  # a draft that is known opens no door
        realm.run(broadcasts.compose, "d1", outage_id=outage.id, by=stranger)
    for theirs in (Audience(told_of=outage.id), Audience(got=broadcast.id)):
        with pytest.raises(errors.NotAllowed):
            realm.run(broadcasts.compose, "z", unit_id=int(elsewhere), audience=theirs, by=stranger)


def test_a_restored_outage_gets_the_all_clear_and_nothing_else(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    old = draft(realm, outage)

    def restore(uow: UnitOfWork) -> None:
        found = uow.get(Outage, outage.id)
        found.move_to(OutageStatus.RESTORED)
        found.restored_at, found.edition = uow.now, 2

    realm.run(restore)
    with pytest.raises(errors.AllClearOnly):
        realm.run(broadcasts.confirm, old.id, by=realm.who("周静"))
    with pytest.raises(errors.AllClearOnly):
        draft(realm, outage, draft_id="new")
    assert draft(realm, outage, all_clear=True, draft_id="clear").audience == {"told_of": outage.id}


def test_what_is_on_its_way_cannot_be_edited(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    after = sent_off(realm, broadcast)
    with pytest.raises(errors.BroadcastRunning):
        after.run(broadcasts.edit_text, broadcast.id, "zh", "别的话", by=realm.who("周静"))
    with pytest.raises(errors.BroadcastRunning):
        after.run(broadcasts.change, broadcast.id, audience=Audience(tiers=("vip",)), by=realm.who("周静"))
    with pytest.raises(errors.TooLate):
        after.run(broadcasts.call_back, broadcast.id, by=realm.who("周静"))


# --- Let go by people


def test_above_the_threshold_another_dispatcher_approves(realm: Realm) -> None:
    """promise 6: not who wrote the words, not who confirmed them; a second tap changes nothing."""
    realm.run(crowds.move_in, 200, realm.run(crowds.area, "幸福里").id)
    broadcast = draft(realm, realm.run(crowds.outage))
    assert preview(realm, broadcast).second_person

    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    assert now(realm, broadcast).status is S.AWAITING_SECOND
    assert [row.recipient_id for row in realm.owed("broadcast-approve")] == [realm.who("孙涛").person_id]
    with pytest.raises(errors.SamePerson):
        realm.run(broadcasts.approve, broadcast.id, by=realm.who("周静"))

    for _ in range(2):
        realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))
    approved = now(realm, broadcast)
    assert (approved.status, approved.send_at) == (S.SCHEDULED, realm.now + timedelta(seconds=60))


def test_approved_and_taken_back_at_once_nobody_reads_that_it_goes_out(realm: Realm) -> None:
    """Promise 1, for dispatchers too: what is not so any more by the time it could leave is not said."""
    shrunk(realm, second_person_above=0)
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))
    realm.run(broadcasts.call_back, broadcast.id, by=realm.who("孙涛"))
    assert {row.key for row in realm.run(outbox.claim, 50)} == {"broadcast-called-back"}


def test_who_wrote_the_words_last_cannot_be_the_second_person(realm: Realm) -> None:
    realm.run(crowds.move_in, 200, realm.run(crowds.area, "幸福里").id)
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.edit_text, broadcast.id, "zh", "正在抢修", by=realm.who("孙涛"))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    with pytest.raises(errors.SamePerson):
        realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))


def test_words_changed_after_confirming_have_to_be_confirmed_again(realm: Realm) -> None:
    realm.run(crowds.move_in, 200, realm.run(crowds.area, "幸福里").id)
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    realm.run(broadcasts.edit_text, broadcast.id, "zh", "正在抢修", by=realm.who("周静"))
    with pytest.raises(errors.WrongState):
        realm.run(broadcasts.approve, broadcast.id, by=realm.who("孙涛"))


def test_called_back_within_the_undo_delay_nobody_hears_anything(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    soon = later(realm, seconds=59)
    crowds.tick(soon)
    soon.run(broadcasts.call_back, broadcast.id, by=realm.who("周静"))
    crowds.tick(later(realm, minutes=10))

    assert now(realm, broadcast).status is S.DRAFT
    assert crowds.recipients(realm, broadcast.id) == []


def test_what_waits_for_its_moment_is_not_sent_early_by_resuming_it(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    for deed in (broadcasts.resume, broadcasts.pause, broadcasts.stop, broadcasts.correct):
        with pytest.raises(errors.WrongState):
            realm.run(deed, broadcast.id, by=realm.who("周静"))
    assert now(realm, broadcast).status is S.SCHEDULED


@pytest.mark.parametrize(("length", "status"), [({"minutes": 50}, S.SENDING), ({"days": 7}, S.DRAFT)])
def test_confirmed_and_then_nothing_could_be_sent_for_a_week_a_person_looks_again(
    realm: Realm, length: dict[str, float], status: BroadcastStatus
) -> None:
    """A short halt goes unnoticed; after a long one nobody is told what was right last week."""
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    after = later(realm, **length)
    crowds.tick(after)
    assert now(after, broadcast).status is status
    assert bool(crowds.recipients(after, broadcast.id)) == (status is S.SENDING)
    assert bool(after.owed("broadcast-ready")) == (status is S.DRAFT)


def test_a_test_goes_to_the_dispatchers_only(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.test_send, broadcast.id, by=realm.who("周静"))

    names = {row.recipient.name for row in realm.owed("outage-test")}
    assert names == {"周静", "孙涛"}
    assert [row.key for row in realm.owed()] == ["outage-test", "outage-test"]


# --- Queued, each once, in order


def test_visits_today_come_first_then_the_tiers(realm: Realm) -> None:
    """Killed after any piece it goes on behind it: the cursor moves in the same transaction as the rows."""
    shrunk(realm, queued_at_once=3)
    area = realm.run(crowds.area, "幸福里").id
    tiers = (CustomerTier.ORDINARY, CustomerTier.VIP, CustomerTier.HIGH_VALUE, CustomerTier.KEY)
    people = realm.run(crowds.move_in, 12, area, tiers=tiers)
    realm.book(realm.who("王芳"), "16:00")
    broadcast = draft(realm, realm.run(crowds.outage))
    sent_off(realm, broadcast)

    rows = crowds.recipients(realm, broadcast.id)
    ordinary, vip, high, key = (people[n::4] for n in range(4))
    today = realm.who("王芳").person_id
    assert [row.recipient_id for row in rows] == [today, *key, *vip, *high, *ordinary]
    assert {(row.urgency, row.thread, row.edition, row.manner) for row in rows} == {
        (int(Urgency.BULK), f"outage:{broadcast.outage_id}", 1, Manner.REPLY)
    }
    assert (now(realm, broadcast).queued, now(realm, broadcast).queued_at) == (13, realm.now + timedelta(seconds=60))


def test_each_piece_is_a_transaction_of_its_own(realm: Realm) -> None:
    shrunk(realm, queued_at_once=5)
    realm.run(crowds.move_in, 20, realm.run(crowds.area, "幸福里").id)
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    after, found = later(realm, seconds=60), []
    after.run(broadcasts.begin, broadcast.id)
    while now(realm, broadcast).queued_at is None:
        after.run(broadcasts.queue, broadcast.id)
        found.append(len(crowds.recipients(realm, broadcast.id)))

    steps = [b - a for a, b in zip([0, *found], found, strict=False)]
    assert max(steps) == 5 and found[-1] == 21


def test_a_visit_cancelled_while_queueing_tells_nobody_twice(realm: Realm) -> None:
    customer = realm.who("王芳")
    visit = realm.book(customer, "16:00")
    broadcast = draft(realm, realm.run(crowds.outage))
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))
    after = later(realm, seconds=60)
    after.run(broadcasts.begin, broadcast.id)
    after.run(broadcasts.queue, broadcast.id)
    after.run(rescheduling.cancel, visit.id, by=customer)
    crowds.tick(after)
    assert [row.recipient_id for row in crowds.recipients(realm, broadcast.id)] == [customer.person_id]


def test_a_second_broadcast_of_the_same_edition_tells_only_the_rest(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    sent_off(realm, draft(realm, outage))
    late = realm.run(crowds.move_in, 2, outage.area_id)
    second = draft(realm, outage, draft_id="d2")
    assert preview(realm, second).left_out == {Why.TOLD: 1}
    sent_off(realm, second)
    assert [row.recipient_id for row in crowds.recipients(realm, second.id)] == late


def test_paused_it_stays_and_stopped_the_rest_is_taken_out(realm: Realm) -> None:
    shrunk(realm, queued_at_once=4)
    realm.run(crowds.move_in, 10, realm.run(crowds.area, "幸福里").id)
    broadcast = draft(realm, realm.run(crowds.outage))
    after = sent_off(realm, broadcast)
    dispatcher = realm.who("周静")
    for _ in range(2):
        after.run(broadcasts.pause, broadcast.id, by=dispatcher)
    after.run(broadcasts.resume, broadcast.id, by=dispatcher)
    after.run(broadcasts.stop, broadcast.id, by=dispatcher)
    crowds.tick(after)

    assert {row.status for row in crowds.recipients(realm, broadcast.id)} == {Delivery.WITHDRAWN}
    crowds.tick(later(after, seconds=5))
    progress = after.run(broadcasts.progress, broadcast.id, by=dispatcher)
    assert (progress.status, progress.sent, progress.withdrawn, progress.left) == ("stopped", 0, 11, 0)
    assert not realm.owed("broadcast-report"), "the card of its progress says it"
    with pytest.raises(errors.WrongState):
        after.run(broadcasts.resume, broadcast.id, by=dispatcher)


def test_at_the_end_the_card_becomes_the_report_and_no_timer_is_left(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    after = sent_off(realm, broadcast)
    told(after, broadcast)
    crowds.tick(later(after, seconds=5))
    assert now(realm, broadcast).status is S.DONE
    assert len(realm.owed("broadcast-progress")) == 1  # its card becomes the report
    assert not realm.owed("broadcast-report")
    assert realm.rows(select(Timer)) == []


# --- It follows its outage


@pytest.mark.parametrize("gone", ["left", "lost the role"])
def test_whoever_let_it_go_has_gone_so_every_colleague_gets_the_report(realm: Realm, gone: str) -> None:
    broadcast = draft(realm, realm.run(crowds.outage))
    after = sent_off(realm, broadcast)
    zhou = realm.who("周静")

    def goes(uow: UnitOfWork) -> None:
        if gone == "left":
            uow.person(zhou.person_id or 0).left_at = uow.now
        else:
            uow.session.execute(delete(RoleGrant).where(RoleGrant.person_id == zhou.person_id))

    after.run(goes)
    told(after, broadcast)
    crowds.tick(later(after, seconds=10))
    assert now(after, broadcast).status is S.DONE
    assert [row.recipient_id for row in after.owed("broadcast-report")] == [realm.who("孙涛").person_id]


def test_a_new_edition_stops_what_states_the_old_one(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    realm.run(crowds.move_in, 3, outage.area_id)
    broadcast = draft(realm, outage)
    after = sent_off(realm, broadcast)

    def moved(uow: UnitOfWork) -> Broadcast | None:
        found = uow.get(Outage, outage.id)
        found.expected_until, found.edition = uow.now + timedelta(hours=6), 2
        return broadcasts.outage_changed(uow, found)

    new = after.run(moved, by=realm.who("周静"))
    crowds.tick(after)
    assert now(realm, broadcast).status is S.STOPPED
    assert (new.status, new.edition, new.push) == (S.DRAFT, 2, True)
    assert after.run(moved, by=realm.who("周静")).id == new.id, "one draft, however often it changes"
    assert preview(after, new).reach == 4


def restored(uow: UnitOfWork, outage_id: int) -> Broadcast | None:
    found = uow.get(Outage, outage_id)
    found.move_to(OutageStatus.RESTORED)
    found.restored_at, found.edition = uow.now, found.edition + 1
    return broadcasts.outage_changed(uow, found)


def test_restored_while_a_correction_waits_to_leave_it_does_not_leave(realm: Realm) -> None:
    """Promise 1: words about what was so a minute ago are looked at again; nobody reads them after the all-clear."""
    outage = realm.run(crowds.outage)
    wrong = draft(realm, outage)
    after = sent_off(realm, wrong)
    told(after, wrong)
    crowds.tick(later(after, seconds=10))
    by = realm.who("周静")
    correction = after.run(broadcasts.correct, wrong.id, texts={"zh": "七点才恢复"}, by=by)
    after.run(broadcasts.confirm, correction.id, by=by)

    after.run(restored, outage.id, by=by)
    crowds.tick(later(after, seconds=90))
    kept = now(realm, correction)
    assert (kept.status, kept.edition, kept.texts) == (S.DRAFT, 2, {})
    assert crowds.recipients(realm, correction.id) == []


def test_a_correction_that_waits_takes_the_new_edition_over_and_loses_old_words(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    wrong = draft(realm, outage)
    after = sent_off(realm, wrong)
    told(after, wrong)
    crowds.tick(later(after, seconds=10))
    by = realm.who("周静")
    why = {"zh": "恢复时间写错了"}
    correction = after.run(broadcasts.correct, wrong.id, wrong=why, texts={"zh": "七点才恢复"}, by=by)
    after.run(broadcasts.confirm, correction.id, by=by)

    def moved(uow: UnitOfWork) -> None:
        found = uow.get(Outage, outage.id)
        found.expected_until, found.edition = uow.now + timedelta(hours=6), 2
        broadcasts.outage_changed(uow, found)

    after.run(moved, by=by)
    kept = now(realm, correction)
    assert (kept.status, kept.edition, kept.texts, kept.wrong) == (S.DRAFT, 2, {}, why)


def test_of_two_that_wait_to_leave_neither_states_the_old_edition(realm: Realm) -> None:
    """Promise 1: the second notice about the same outage, to an audience of its own, is looked at again as well."""
    outage = realm.run(crowds.outage)
    by = realm.who("周静")
    first = draft(realm, outage, texts={"zh": "六点恢复"})
    second = draft(realm, outage, draft_id="d2", texts={"zh": "六点恢复"})
    for one in (first, second):
        realm.run(broadcasts.confirm, one.id, by=by)
    realm.run(restored, outage.id, by=by)
    crowds.tick(later(realm, seconds=90))
    assert {now(realm, one).status for one in (first, second)} == {S.CANCELLED}


def on_record(realm: Realm, place: str = "幸福里") -> tuple[Outage, Broadcast]:
    """Opened by a dispatcher, and the notice that is ready."""
    area, by = realm.run(crowds.area, place), realm.who("周静")
    opened = realm.run(outages.open_outage, "o1", area_id=area.id, starts_at=realm.now, by=by)
    return opened, realm.run(broadcasts.of_outage, opened.id)[0]


def test_moved_while_it_is_being_sent_those_it_does_not_touch_are_not_told(realm: Realm) -> None:
    """R-6.12: the wrong estate was put in. Others get nothing, whatever waits in the outbox; the right ones hear it."""
    outage, wrong = on_record(realm)
    realm.run(crowds.move_in, 3, outage.area_id)
    after = sent_off(realm, wrong)
    right = realm.run(crowds.area, "科技园")
    realm.run(crowds.move_in, 2, right.id)

    after.run(outages.change, outage.id, area_id=right.id, by=realm.who("周静"))
    crowds.tick(later(after, seconds=10))
    assert now(realm, wrong).status is S.STOPPED
    assert {row.status for row in crowds.recipients(realm, wrong.id)} == {Delivery.WITHDRAWN}
    new = after.run(broadcasts.of_outage, outage.id)[0]
    assert (new.status, new.push, Audience.of(new).area_id) == (S.DRAFT, True, right.id)
    assert preview(after, new).reach == 4


def test_widened_while_it_is_being_sent_it_goes_on_and_the_rest_is_for_the_next(realm: Realm) -> None:
    outage, first = on_record(realm)
    after = sent_off(realm, first)

    after.run(outages.change, outage.id, area_id=None, unit_id=outage.unit_id, by=realm.who("周静"))
    assert now(realm, first).status is S.SENDING
    rest = after.run(broadcasts.of_outage, outage.id)[0]
    assert (rest.push, preview(after, rest).reach) == (True, 2), "who is being told already is not told again"


def test_a_draft_takes_the_new_edition_over_and_loses_old_words(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    broadcast = draft(realm, outage, texts={"zh": "六点恢复"})
    realm.run(broadcasts.confirm, broadcast.id, by=realm.who("周静"))

    def moved(uow: UnitOfWork) -> None:
        found = uow.get(Outage, outage.id)
        found.edition = 2
        broadcasts.outage_changed(uow, found)

    realm.run(moved, by=realm.who("孙涛"))
    kept = now(realm, broadcast)
    assert (kept.status, kept.edition, kept.texts, kept.send_at) == (S.DRAFT, 2, {}, None)


def test_the_all_clear_goes_to_whoever_heard_of_it(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    first = draft(realm, outage)
    after = sent_off(realm, first)
    told(after, first)
    realm.run(crowds.move_in, 5, outage.area_id)

    def restored(uow: UnitOfWork) -> Broadcast | None:
        found = uow.get(Outage, outage.id)
        found.move_to(OutageStatus.RESTORED)
        found.restored_at, found.edition = uow.now, 2
        return broadcasts.outage_changed(uow, found)

    clear = after.run(restored, by=realm.who("周静"))
    assert preview(after, clear).reach == 1
    sent_off(after, clear)
    assert [row.recipient.name for row in crowds.recipients(realm, clear.id)] == ["王芳"]


def test_nobody_hears_that_something_is_over_of_which_they_never_heard(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    broadcast = draft(realm, outage)

    def called_off(uow: UnitOfWork) -> Broadcast | None:
        found = uow.get(Outage, outage.id)
        found.move_to(OutageStatus.CALLED_OFF)
        found.edition = 2
        return broadcasts.outage_changed(uow, found)

    assert realm.run(called_off, by=realm.who("周静")) is None
    assert now(realm, broadcast).status is S.CANCELLED


def test_a_correction_goes_to_exactly_those_who_got_the_wrong_one(realm: Realm) -> None:
    """Sent and unknown got it; failed and withdrawn did not. It stops the wrong one at once."""
    outage = realm.run(crowds.outage)
    realm.run(crowds.move_in, 5, outage.area_id)
    wrong = draft(realm, outage)
    after = sent_off(realm, wrong)
    rows = crowds.recipients(realm, wrong.id)
    fates = [Delivery.SENT, Delivery.UNKNOWN, Delivery.FAILED, Delivery.SENT, Delivery.PENDING, Delivery.PENDING]

    def dealt(uow: UnitOfWork) -> None:
        for row, fate in zip(rows, fates, strict=True):
            uow.get(Notification, row.id).status = fate

    after.run(dealt)
    correction = after.run(broadcasts.correct, wrong.id, wrong={"zh": "恢复时间写错了"}, by=realm.who("周静"))
    assert (correction.kind, now(realm, wrong).status) == (BroadcastKind.CORRECTION, S.STOPPED)
    assert after.run(broadcasts.correct, wrong.id, by=realm.who("周静")).id == correction.id, "one tap, or two"
    crowds.tick(after)
    realm.run(crowds.move_in, 5, outage.area_id)

    sent_off(after, correction)
    got = [row.recipient_id for row in crowds.recipients(realm, correction.id)]
    assert sorted(got) == sorted(row.recipient_id for row, fate in zip(rows, fates, strict=True)
                                 if fate in (Delivery.SENT, Delivery.UNKNOWN))  # fmt: skip
    assert {row.key for row in crowds.recipients(realm, correction.id)} == {"outage-correction"}


def test_a_correction_waits_for_what_is_still_on_the_wire(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    wrong = draft(realm, outage)
    after = sent_off(realm, wrong)
    [row] = crowds.recipients(realm, wrong.id)

    def claim(uow: UnitOfWork) -> None:
        held = uow.get(Notification, row.id)
        held.status, held.lease_until = Delivery.CLAIMED, uow.now + timedelta(minutes=5)

    after.run(claim)
    correction = after.run(broadcasts.correct, wrong.id, by=realm.who("周静"))
    told(after, wrong)
    after.run(broadcasts.confirm, correction.id, by=realm.who("周静"))
    after.run(claim)
    at = later(after, seconds=60)
    for timer in at.rows(select(Timer).order_by(Timer.due_at)):
        at.run(clockwork.fire, timer.id)
    assert crowds.recipients(realm, correction.id) == []
    told(at, wrong)
    crowds.tick(later(at, seconds=2))
    assert len(crowds.recipients(realm, correction.id)) == 1


# --- Evidence


def test_words_audience_and_counts_are_kept_as_evidence(realm: Realm) -> None:
    broadcast = draft(realm, realm.run(crowds.outage), texts={"zh": "{area} 正在抢修"})
    after = sent_off(realm, broadcast)
    told(after, broadcast)
    crowds.tick(later(after, seconds=5))

    events = {row.name: row.facts for row in realm.rows(select(Event).where(Event.name.startswith("broadcast.")))}
    started = events["broadcast.started"]
    assert started["texts"] == {"zh": "{area} 正在抢修"}
    assert started["audience"]["area_id"] == broadcast.audience["area_id"]
    assert (started["stated"]["cause"], started["stated"]["place"]) == ("cable_damage", "幸福里")
    assert "broadcast.ended" in events
    [line] = after.run(broadcasts.report_rows, broadcast.id, by=realm.who("周静"))
    assert (line["name"], line["status"]) == ("王芳", "sent")


def test_the_phone_list_names_whom_the_chat_does_not_reach(realm: Realm) -> None:
    outage = realm.run(crowds.outage)
    silent = realm.run(crowds.move_in, 2, outage.area_id, chats=False)
    broadcast = draft(realm, outage)
    after = sent_off(realm, broadcast)
    told(after, broadcast, Delivery.FAILED)
    rows = after.run(broadcasts.phone_list, broadcast.id, by=realm.who("周静"))

    assert [row["person_id"] for row in rows] == [realm.who("王芳").person_id, *silent]
    assert rows[0]["phone"] == "138 0013 8001"
    assert [
        row.facts["rows"] for row in realm.rows(select(Event).where(Event.name == "broadcast.phone_list_taken"))
    ] == [3]


def test_of_a_widened_record_only_who_dispatches_for_all_of_it_lets_go(realm: Realm) -> None:
    """R-12.1: the county's draft follows its outage to the whole city, and leaves the county's hands."""

    def widen(uow: UnitOfWork) -> int:
        outage = crowds.outage(uow)
        made = broadcasts.outage_changed(uow, outage)
        assert made is not None
        city = uow.session.scalars(select(Unit).where(Unit.level == UnitLevel.CITY)).one()
        outage.unit_id, outage.area_id = city.id, None
        uow.session.flush()
        uow.session.refresh(outage, ["unit", "area"])
        broadcasts.outage_changed(uow, outage)
        return made.id

    made = realm.run(widen)
    with pytest.raises(errors.NotAllowed):
        realm.run(broadcasts.confirm, made, by=realm.who("周静"))
