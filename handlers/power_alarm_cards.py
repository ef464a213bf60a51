"""How a power alarm looks to whoever goes, sends or waits (R-6.15)."""

from __future__ import annotations

from handlers.buttons import Rows, in_rows
from handlers.context import Card
from handlers.power_alarm_taps import AlarmTap, GiveBackTap, GoesOnTap, RaiseTap, ResultTap, TakeTap
from handlers.reasons import reason_words
from handlers.texts.render import Markup, Say
from scheduling.phones import readable
from scheduling.power_alarms import AlarmView

RESULTS = ("cleared", "power_company", "false_alarm")


def alarm_card(say: Say, view: AlarmView, head: Markup | None = None) -> Card:
    lines = [head] if head else []
    lines.append(say("alarm-title", area=view.area or view.unit))
    lines.append(say("alarm-note", note=view.note))
    lines.append(say("alarm-raised-by", name=view.raised_by or "", at=say.when(view.raised_at)))
    if view.technician is not None and view.accepted_at is not None:
        phone = "" if view.mine or not view.technician_phone else readable(view.technician_phone)
        phoned = "yes" if phone else "no"
        lines.append(
            say("alarm-accepted", name=view.technician, phone=phone, phoned=phoned, at=say.clock(view.accepted_at))
        )
    elif view.ended_at is None:
        lines.append(say("alarm-open"))
    if view.ended_at is not None:
        lines.append(say("alarm-over", at=say.when(view.ended_at), result=result_words(say, view.result)))
    return Card(Markup("\n".join(lines)), alarm_rows(say, view))


def alarm_rows(say: Say, view: AlarmView) -> Rows:
    rows: Rows = []
    if view.may_accept:
        rows.append([(say("button-alarm-take"), TakeTap(view.id))])
    if view.may_end and view.technician is not None:
        rows += in_rows((say(f"alarm-result-{result}"), ResultTap(view.id, result)) for result in RESULTS)
        rows.append([(say("button-alarm-own-words"), ResultTap(view.id))])
    elif view.may_end:
        rows.append([(say("alarm-result-false_alarm"), ResultTap(view.id, "false_alarm")),
                     (say("button-alarm-own-words"), ResultTap(view.id))])  # fmt: skip
    if view.mine and view.ended_at is None:
        rows.append([(say("button-alarm-give-back"), GiveBackTap(view.id))])
    if view.may_reopen:
        rows.append([(say("button-alarm-goes-on"), GoesOnTap(view.id))])
    return rows


def result_words(say: Say, result: str | None) -> str:
    key = f"alarm-result-{result}"
    return say(key) if result and result.isascii() and say.has(key) else reason_words(say, result)


def raise_row(say: Say) -> list:
    return [(say("button-alarm-raise"), RaiseTap()), (say("button-alarms-refresh"), AlarmTap())]
