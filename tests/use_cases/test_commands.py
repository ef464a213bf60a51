"""`python -m bot import | export | invite | leave | reach`: what they do to the database, and what they print."""

from __future__ import annotations

import asyncio
import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from bot import commands, staffing
from bot.cli import parser
from bot.commands import say_of
from bot.config import Settings, Telegram
from bot.sandbox.server import serve
from bot.sandbox.store import Sandbox
from bot.staffing import Mistake
from handlers import sheets
from models.event import Event
from models.order import Channel, OrderStatus, WorkOrder
from models.person import Person, Technician
from scheduling import imports
from scheduling.permissions import Action, may
from tests.realm import Realm
from tests.world import START

HEADINGS = ["order number", "kind", "services", "customer", "phone", "address", "received"]
SAY = say_of(Settings())


def sheet(path: Path, *rows: list[str]) -> Path:
    path.write_bytes(sheets.as_csv(HEADINGS, list(rows)))
    return path


def row(number: str, **changed: str) -> list[str]:
    cells = {
        "number": number, "kind": "repair", "services": "broadband", "customer": "赵大爷", "phone": "13800138011",
        "address": "幸福里5栋301", "received": "2026-11-24 08:30",
    }  # fmt: skip
    return list({**cells, **changed}.values())


def orders(realm: Realm) -> list[WorkOrder]:
    return realm.rows(select(WorkOrder).where(WorkOrder.channel == Channel.IMPORT).order_by(WorkOrder.id))


def test_the_clock_of_an_imported_order_starts_when_it_was_received(realm: Realm, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"))
    assert commands.import_file(realm.store, path, START, SAY) == 0
    order = orders(realm)[0]
    assert (order.received_at.hour, order.received_at.minute) == (0, 30)  # 08:30 in the town
    assert (order.due_at - order.received_at).total_seconds() == 24 * 3600


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-04 09:05", "11-04 09:05"),
        ("2026/11/4 9:05", "11-04 09:05"),
        ("2026/11/04", "11-04 00:00"),
        ("2026.11.4 9:05:30", "11-04 09:05"),
        ("2026年11月4日", "11-04 00:00"),
        ("2026年11月4日 9时05分", "11-04 09:05"),
        ("20261104", "11-04 00:00"),
        ("2026-11-04T01:05:00+00:00", "11-04 09:05"),
        ("46330", "11-04 00:00"),
        ("46330.378472222", "11-04 09:05"),
        ("11/4/2026", None),
        ("04.11.2026", None),
        ("2026-02-30", None),
        ("2026/13/1", None),
        ("昨天", None),
        ("4633", None),
    ],
)
def test_a_date_as_spreadsheet_programs_write_it(
    realm: Realm, tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str, meant: str | None
) -> None:
    """What could be another day is named, not guessed."""
    commands.import_file(realm.store, sheet(tmp_path / "a.csv", row("A-1", received=written)), START, SAY)
    taken = [f"{SAY.local(order.received_at):%m-%d %H:%M}" for order in orders(realm)]
    assert taken == ([meant] if meant else [])
    assert meant or f"不是日期时间「{written}」" in capsys.readouterr().out


def test_unicode_text_and_signs_that_no_database_keeps(realm: Realm, tmp_path: Path) -> None:
    lines = "\n".join("\t".join(line) for line in (HEADINGS, row("A-1", customer="赵\0大爷")))
    (tmp_path / "a.txt").write_bytes(lines.encode("utf-16"))
    assert commands.import_file(realm.store, tmp_path / "a.txt", START, SAY) == 0
    assert orders(realm)[0].customer.name == "赵 大爷"


def test_two_names_behind_one_phone_are_both_kept(realm: Realm, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"), row("A-2", customer="钱阿姨"))
    assert commands.import_file(realm.store, path, START, SAY) == 0
    assert [(one.customer.name, one.contact_name) for one in orders(realm)] == [("赵大爷", None), ("赵大爷", "钱阿姨")]


def test_without_places_there_is_one_line_and_not_one_a_row(tmp_path: Path) -> None:
    given = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'menling.db'}")
    with pytest.raises(Mistake, match="python -m bot places"):
        commands.import_file(commands.open_store(given), sheet(tmp_path / "a.csv", row("A-1")), START, SAY)


def test_many_rows_are_looked_up_and_written_out_in_a_few_statements(realm: Realm, tmp_path: Path) -> None:
    """Nobody's message waits while a sheet is looked at."""
    rows = [row(f"A-{n}", phone=f"1380013{n:04}") for n in range(40)]
    commands.import_file(realm.store, sheet(tmp_path / "a.csv", *rows), START, SAY)
    asked: list[str] = []
    event.listen(realm.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    commands.import_file(realm.store, tmp_path / "a.csv", START, SAY)
    commands.export_file(realm.store, tmp_path / "out.csv", START, SAY)
    assert len(asked) < 40


def test_a_bad_row_is_named_and_skipped(realm: Realm, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"), row("A-2", phone="123"), row("A-3", received="明天"))
    assert commands.import_file(realm.store, path, START, SAY) == 1
    printed = capsys.readouterr().out
    assert "导入了 1 单" in printed
    assert "第 3 行「电话」：不是电话号码「123」" in printed
    assert "第 4 行「受理时间」：不是日期时间「明天」" in printed
    assert [order.number for order in orders(realm)] == ["A-1"]


def test_all_or_nothing_takes_nothing_for_one_bad_row(
    realm: Realm, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"), row("A-2", services="电视"))
    assert commands.import_file(realm.store, path, START, SAY, whole=True) == 1
    assert "一单都没有导入" in capsys.readouterr().out
    assert not orders(realm)
    assert not realm.rows(select(Event).where(Event.name == "order.imported_batch"))


def test_the_same_file_twice_is_taken_once(realm: Realm, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"), row(""))
    assert commands.import_file(realm.store, path, START, SAY) == 0
    assert commands.import_file(realm.store, path, START, SAY) == 0
    assert "已经有的 2 单" in capsys.readouterr().out
    assert len(orders(realm)) == 2


def test_links_for_the_customers_sms(realm: Realm, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"))
    links = tmp_path / "links.csv"
    commands.import_file(realm.store, path, START, SAY, links=str(links), bot="menling_bot")
    lines = list(csv.reader(links.read_text(encoding="utf-8-sig").splitlines()))
    assert lines[1][0] == "A-1"
    assert lines[1][2].startswith("https://t.me/menling_bot?start=")
    assert links.stat().st_mode & 0o077 == 0  # a link opens somebody's order


def test_links_that_cannot_be_written_are_said_before_anything_is_taken(realm: Realm, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", row("A-1"))
    with pytest.raises(Mistake, match="cannot be written"):
        commands.import_file(realm.store, path, START, SAY, links=str(tmp_path / "none" / "links.csv"))
    assert not orders(realm)


def test_what_an_import_cut_short_had_taken_gets_its_links_with_the_rest(realm: Realm, tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    commands.import_file(realm.store, sheet(tmp_path / "a.csv", row("A-1")), START, SAY)
    path = sheet(tmp_path / "b.csv", row("A-1"), row("A-2"))
    for expected in (["A-2", "A-1"], []):
        commands.import_file(realm.store, path, START, SAY, links=str(links))
        assert [one[0] for one in csv.reader(links.read_text(encoding="utf-8-sig").splitlines())][1:] == expected


def test_a_file_that_is_no_sheet_is_one_clear_line(realm: Realm, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    with pytest.raises(Mistake, match=r"只能读 \.xlsx 和 \.csv"):
        commands.import_file(realm.store, path, START, SAY)


def test_what_goes_out_can_be_read_and_is_on_record(realm: Realm, tmp_path: Path) -> None:
    realm.book(realm.who("王芳"), "11-25 14:00", address="-幸福里3栋", asked_later=True)
    path = tmp_path / "out.csv"
    assert "1 单" in commands.export_file(realm.store, path, START, SAY)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert (rows[0]["客户"], rows[0]["地址"], rows[0]["上门开始"]) == ("王芳", "'-幸福里3栋", "2026-11-25 14:00")
    assert path.stat().st_mode & 0o077 == 0
    taken = realm.rows(select(Event).where(Event.name == "order.exported"))[0]
    assert (taken.actor_id, taken.facts["rows"]) == (None, 1)


def invite(realm: Realm, *more: str) -> str:
    given = parser().parse_args(["invite", "--role", "technician", "--name", "何志强", *more])
    return staffing.make_invitation(realm.store, given, START, "menling_bot")


async def test_where_a_sandbox_clock_was_moved_a_link_lives_by_it(tmp_path: Path) -> None:
    """Whoever moved the clock by a month still gets links that open, and orders received today."""
    box = Sandbox(tmp_path)
    await box.move_clock(advance="P30D")
    await box.close()
    ahead = commands.clock_of(Settings(data=tmp_path)).now() - datetime.now(UTC)
    assert timedelta(days=29) < ahead < timedelta(days=31)
    assert commands.clock_of(Settings(data=tmp_path / "none")).offset == timedelta()

    elsewhere = await serve(Sandbox(tmp_path))
    given = Settings(telegram=Telegram(token="1:sandbox", api_base=elsewhere.url), sandbox=False)
    clock = await asyncio.to_thread(commands.clock_of, given)
    await elsewhere.stop()
    assert timedelta(days=29) < clock.offset < timedelta(days=31)


def test_an_invitation_from_the_command_line(realm: Realm) -> None:
    words = invite(realm, "--phone", "138 0013 9999", "--certificate", "ZW-9", "--certificate-until", "2027-12-31", "--areas", "幸福里",
                   "--contractor", "速通通信服务公司", "--skills", "repair:*")  # fmt: skip
    assert "https://t.me/menling_bot?start=" in words
    person = realm.rows(select(Person).where(Person.name == "何志强"))[0]
    assert person.phone == "+8613800139999"
    technician = realm.rows(select(Technician).where(Technician.person_id == person.id))[0]
    assert (technician.certificate_number, technician.skills, len(technician.areas)) == ("ZW-9", ["repair:*"], 1)


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        (("--unit", "火星"), "临江县分局"),
        (("--contractor", "没有公司"), "速通通信服务公司"),
        (("--areas", "幸福里,月球"), "月球"),
        (("--certificate-until", "31.12.2027"), "2027-12-31"),
        (("--phone", "123"), "no phone number"),
        (("--skills", "repair:*,fly:*"), r"fly:\*: there are .*repair:broadband"),
        (("--name", " "), "--name"),
        (("--role", "dispatcher", "--contractor", "速通通信服务公司"), "--contractor: for technicians only"),
    ],
)
def test_a_slip_on_the_command_line_names_what_there_is(realm: Realm, more: tuple[str, ...], hint: str) -> None:
    with pytest.raises(Mistake, match=hint):
        invite(realm, *more)


def test_an_unknown_role_names_the_roles(realm: Realm) -> None:
    given = parser().parse_args(["invite", "--role", "king", "--name", "何志强"])
    with pytest.raises(Mistake, match="technician"):
        staffing.make_invitation(realm.store, given, START)


def test_who_left_has_no_right_any_more(realm: Realm) -> None:
    """R-1.13."""
    assert "has left" in staffing.leave(realm.store, "周静", None, START)
    visit = realm.book(realm.who("王芳"), "11-25 14:00", asked_later=True)
    order = realm.order(visit)
    assert order.status is OrderStatus.SCHEDULED
    assert not may(realm.who("周静"), Action.ASSIGN, order)
    assert may(realm.who("孙涛"), Action.ASSIGN, order)
    with pytest.raises(Mistake, match="no member of staff"):
        staffing.leave(realm.store, "周静", None, START)


def on_file(realm: Realm) -> str | None:
    with realm.store.engine.connect() as connection:
        return connection.scalar(select(Person.fallback).where(Person.name == "王芳"))


@pytest.mark.parametrize("address", ["file://sms/+8613800138001", "json://127.0.0.1:9/sms"])
def test_where_else_somebody_is_reached_is_put_on_file_and_taken_off(realm: Realm, address: str) -> None:
    given = ["reach", "--phone", "138 0013 8001", "--by"]
    assert "王芳" in commands.put_on_file(realm.store, Settings(), parser().parse_args([*given, address]), START)
    assert on_file(realm) == address
    commands.put_on_file(realm.store, Settings(), parser().parse_args([*given, "none"]), START)
    assert on_file(realm) is None


@pytest.mark.parametrize(("phone", "address", "told"), [
    ("13800138001", "ftp://somewhere", "notify.schemes"),
    ("13800138001", "file://../outside", "notify.schemes"),
    ("13800138001", "mailto", "notify.schemes"),
    ("12", "file://sms/x", "no phone number"),
    ("13800138999", "file://sms/x", "nobody on file"),
])  # fmt: skip
def test_an_address_that_reaches_nobody_is_refused(realm: Realm, phone: str, address: str, told: str) -> None:
    given = parser().parse_args(["reach", "--phone", phone, "--by", address])
    with pytest.raises(Mistake, match=told):
        commands.put_on_file(realm.store, Settings(), given, START)
    assert on_file(realm) is None


def test_an_import_cut_short_goes_on_where_it_stopped(realm: Realm, tmp_path: Path) -> None:
    """The first portion is in, then the power goes; the same sheet again takes the rest, and nothing twice."""
    rows = [row(f"A-{n}", phone=f"13800{n:06d}") for n in range(1, 121)]
    lines = sheets.lines_of(sheet(tmp_path / "a.csv", *rows).read_bytes(), "a.csv")
    report = realm.run(imports.check, lines)
    realm.run(imports.take_part, next(imports.portions(report.ready)))
    assert 0 < len(orders(realm)) < 120

    again = commands.take_in(realm.store, lines, START, "a.csv")
    assert (len(again.taken) + len(again.known), len(again.faults)) == (120, 0)
    assert len(orders(realm)) == 120
