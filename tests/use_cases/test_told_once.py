"""Who has read the record counts as told: in the preview, in what is queued, and in what is over."""

from __future__ import annotations

from sqlalchemy import select

from models.broadcast import Broadcast
from models.notification import Delivery, Notification
from models.outage import Outage
from scheduling import broadcasts, held_orders, outages
from scheduling.broadcasts import Why
from scheduling.held_orders import Read
from tests import crowds
from tests.realm import Realm
from tests.use_cases.test_broadcasts import draft, later, now, preview, sent_off, told


def reads(realm: Realm, outage: Outage, edition: int, by: str = "王芳") -> None:
    """The messenger may bring the update twice: read twice is read once."""
    for _ in range(2):
        realm.run(held_orders.record_read, Read(outage.id, edition, 1, 77), by=realm.who(by))


def opened(realm: Realm) -> Outage:
    where = realm.run(crowds.area, "幸福里")
    return realm.run(outages.open_outage, "o", area_id=where.id, starts_at=realm.now, by=realm.who("周静"))


def prepared(realm: Realm) -> Broadcast:
    return realm.rows(select(Broadcast).order_by(Broadcast.id.desc()))[0]


def of(realm: Realm, broadcast: Broadcast, name: str = "王芳") -> Notification:
    mine = Notification.broadcast_id == broadcast.id, Notification.recipient_id == realm.who(name).person_id
    return realm.rows(select(Notification).where(*mine))[0]


def test_who_has_read_this_edition_counts_as_told_and_gets_the_next(realm: Realm) -> None:
    """R-6.12: reach 0, told 1; of the next edition they are the reach again, and their thread answers what they read."""
    outage = opened(realm)
    reads(realm, outage, 1)
    news = prepared(realm)
    counted = preview(realm, news)
    assert (counted.reach, counted.left_out) == (0, {Why.TOLD: 1})
    assert len(realm.rows(select(Notification).where(Notification.key == "record-read"))) == 1

    realm.run(outages.change, outage.id, cause="power", by=realm.who("周静"))
    counted = preview(realm, news)
    assert (counted.reach, counted.heard) == (1, {"zh": 1})


def test_an_old_answer_is_no_knowledge_of_what_has_changed_since(realm: Realm) -> None:
    """Between reading the record and showing it, it moved on: they know what stood before them, and hear the rest."""
    outage = opened(realm)
    realm.run(outages.change, outage.id, cause="power", by=realm.who("周静"))
    reads(realm, outage, 1)
    assert preview(realm, prepared(realm)).reach == 1


def test_who_asks_while_it_waits_to_leave_has_read_it(realm: Realm) -> None:
    """Ten thousand take minutes: for who is answered meanwhile it is taken back, and the rest are told as they should be."""
    realm.run(crowds.move_in, 2, realm.run(crowds.area, "幸福里").id)
    outage = realm.run(crowds.outage, "幸福里")
    news = draft(realm, outage)
    after = sent_off(realm, news)
    reads(after, outage, 1)
    rows = {row.recipient_id: row.status for row in crowds.recipients(after, news.id)}
    assert rows.pop(realm.who("王芳").person_id or 0) is Delivery.WITHDRAWN
    assert list(rows.values()) == [Delivery.PENDING] * 2
    told_now = after.run(broadcasts.preview, draft(after, outage, draft_id="d2").id, by=after.who("周静"))
    assert told_now.left_out == {Why.TOLD: 3}


def test_what_left_already_is_not_taken_back_and_nothing_is_written(realm: Realm) -> None:
    outage = realm.run(crowds.outage, "幸福里")
    news = draft(realm, outage)
    after = sent_off(realm, news)
    told(after, news)
    reads(after, outage, 1)
    assert of(after, news).status is Delivery.SENT
    assert after.rows(select(Notification).where(Notification.key == "record-read")) == []


def test_the_all_clear_is_prepared_for_who_only_asked(realm: Realm) -> None:
    """Nobody was ever told of it but by an answer: those, and nobody else, hear that it is over."""
    outage = realm.run(crowds.outage, "幸福里")
    reads(realm, outage, 1)
    realm.run(outages.restore, outage.id, by=realm.who("周静"))
    over = prepared(realm)
    assert (over.status, over.audience) == ("draft", {"told_of": outage.id})
    assert preview(realm, over).reach == 1
    assert now(later(realm, seconds=1), over).edition == 2
