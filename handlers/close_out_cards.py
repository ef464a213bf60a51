"""The cards of the close-out record: a page for each line, and the whole at a glance."""

from __future__ import annotations

from typing import Any

from handlers import close_out_pages as paper
from handlers.buttons import Button, Rows, in_rows
from handlers.close_out_pages import Page
from handlers.context import Card, Turn
from handlers.reasons import RECORD
from handlers.technician_taps import AllTicksTap, CompleteTap, PageTap, PickTap, SkipTap, TickTap
from handlers.texts.render import Markup
from models.errors import WrongState
from scheduling.close_out_record import Field
from scheduling.views import OrderView

STEP = RECORD
SUMMARY = "summary"


class Record:
    """The record being filled in: its visit, its lines, what was entered so far."""

    def __init__(self, turn: Turn, view: OrderView) -> None:
        draft = turn.talk.draft
        self.turn, self.view = turn, view
        self.visit_id = int(draft["visit_id"])
        self.given: dict[str, Any] = dict(draft.get("given") or {})
        self.lines = turn.policy.close_out.fields_for(view.kind, view.services)

    @property
    def pages(self) -> list[Page]:
        return paper.pages(self.lines, self.given)

    @property
    def at(self) -> int:
        """The page that is open; past the last one is the summary."""
        name = self.turn.talk.draft.get("page")
        if name == SUMMARY:
            return len(self.pages)
        return next((at for at, page in enumerate(self.pages) if page[0].name == name), 0)

    def keep(self, page: int, **given: Any) -> None:
        """Notes what was entered and turns to that page."""
        self.given.update(given)
        names = [page[0].name for page in self.pages]
        name = names[page] if 0 <= page < len(names) else SUMMARY
        self.turn.talk.go(STEP, visit_id=self.visit_id, given=self.given, page=name)

    def onward(self, **given: Any) -> None:
        """To the next page without an answer, else to the summary. Pages may come or go with an answer."""
        here = self.at
        self.given.update(given)
        pages = self.pages
        open_ones = [at for at, page in enumerate(pages) if not paper.answered(page, self.given)]
        later = [at for at in open_ones if at > here]
        owed = [at for at in open_ones if pages[at][0].required]
        self.keep((later or owed or [len(pages)])[0])

    def line(self, index: int) -> Field:
        if not 0 <= index < len(self.lines):
            raise WrongState(current=self.view.status.value, wanted="completed")
        return self.lines[index]


def page_card(record: Record, page: Page, at: int, count: int) -> Card:
    """One page: what is asked, what stands there already, and the answers that need no typing."""
    say, first = record.turn.say, page[0]
    lines = [say("record-page", at=at + 1, count=count, area=record.view.area)]
    if first.input == "tick":
        lines.append(say("record-ticks"))
    else:
        lines.append(say("record-ask", what=paper.label(say, first), optional=int(not first.required)))
        typed = first.input == "text" and not paper.suggestions(say, first)
        lines.append(say("record-how-typed" if typed else f"record-how-{first.input}"))
        if record.given.get(first.name) not in (None, "", []):
            lines.append(say("record-stands", value=paper.shown(say, first, record.given[first.name])))
    rows = answer_rows(record, page)
    rows.append(way_row(record, page, at))
    return Card(Markup("\n".join(lines)), rows)


def answer_rows(record: Record, page: Page) -> Rows:
    """Ticks, choices and common wordings as buttons."""
    say, given, visit_id = record.turn.say, record.given, record.visit_id
    line, index = page[0], record.lines.index(page[0])
    match line.input:
        case "tick":
            rows: Rows = [[(say("job-button-all-ticked"), AllTicksTap(visit_id))]]
            for tick in page:
                mark = "job-button-ticked" if given.get(tick.name) else "job-button-unticked"
                rows.append([(say(mark, what=paper.label(say, tick)), TickTap(visit_id, record.lines.index(tick)))])
            return rows
        case "yes_no":
            yes, no = PickTap(visit_id, index, 1), PickTap(visit_id, index, 0)
            return [[(say("record-no"), no), (say("record-yes"), yes)]]
        case "choice":
            words = [paper.choice_words(say, code) for code in line.choices]
            return in_rows((word, PickTap(visit_id, index, at)) for at, word in enumerate(words))
        case "text" | "reading":
            offered = paper.suggestions(say, line)
            return in_rows((word, PickTap(visit_id, index, at)) for at, word in enumerate(offered))
    return []


def way_row(record: Record, page: Page, at: int) -> list[Button]:
    """Back, on or past, and the whole at a glance."""
    say, visit_id = record.turn.say, record.visit_id
    row: list[Button] = []
    if at > 0:
        row.append((say("job-button-page-back"), PageTap(visit_id, at - 1)))
    if paper.answered(page, record.given) or (page[0].input == "tick" and any(record.given.get(t.name) for t in page)):
        row.append((say("job-button-page-on"), PageTap(visit_id, at + 1)))
    elif not page[0].required:
        row.append((say("job-button-skip"), SkipTap(visit_id, at)))
    row.append((say("job-button-summary"), PageTap(visit_id, len(record.pages))))
    return row


def summary_card(record: Record) -> Card:
    """Everything that was entered; each line can be put right, and completion is one tap."""
    say, visit_id = record.turn.say, record.visit_id
    lines = [say("record-summary", number=record.view.number, area=record.view.area)]
    edits: list[Button] = []
    for at, page in enumerate(record.pages):
        for line in page:
            value = record.given.get(line.name)
            missing = value in (None, "", []) or (line.input == "tick" and not value)
            open_line = "record-line-missing" if line.required else "record-line-open"
            mark = open_line if missing else "record-line"
            lines.append(say(mark, what=paper.label(say, line), value=paper.shown(say, line, value)))
        what = say("job-button-ticks") if page[0].input == "tick" else paper.label(say, page[0])
        edits.append((say("job-button-edit-line", what=what), PageTap(visit_id, at)))
    complete: list[Button] = [(say("job-button-complete"), CompleteTap(visit_id))]
    return Card(Markup("\n".join(lines)), [complete, *in_rows(edits)])
