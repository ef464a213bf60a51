"""A broadcast as its dispatchers see it: the draft, the wait, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.broadcasts.notices import as_read, differences, hush, seen
from handlers.broadcasts.taps import (
    ApproveTap,
    AudienceTap,
    BroadcastsTap,
    BroadcastTap,
    CallBackTap,
    CorrectTap,
    DiscardTap,
    PauseTap,
    PhonesTap,
    PreviewTap,
    PushTap,
    ResumeTap,
    SendTap,
    SheetTap,
    StopTap,
    TestTap,
    WordsTap,
    WrongTap,
)  # fmt: skip
from handlers.buttons import Button, Rows
from handlers.context import Card
from handlers.dispatch_taps import OutageTap
from handlers.notifications import renders
from handlers.texts.render import Markup, Say
from scheduling.broadcasts import Audience, BroadcastView, Preview, Progress, Why
from scheduling.letters import Letter

BAR = 12
LEFT_OUT = (Why.TOLD, Why.NO_CHAT, Why.BLOCKED, Why.NEWS_OFF)


def title(say: Say, view: BroadcastView) -> Markup:
    about = view.outage.place if view.outage else view.unit
    kind = "correction" if view.kind == "correction" else "news"
    return say(f"broadcast-title-{kind}", number=view.id, place=about, state=say(f"broadcast-{view.status}"))


def audience_line(say: Say, view: BroadcastView) -> Markup:
    """Who is meant, in words."""
    a = view.audience
    if a.got is not None:
        return say("broadcast-to-got", number=a.got)
    if a.told_of is not None:
        return say("broadcast-to-told")
    if a.everybody:
        return say("broadcast-to-everybody", place=view.unit)
    return say("broadcast-to", place=view.where, only=narrowing(say, a))


def narrowing(say: Say, a: Audience) -> list[Markup | str]:
    """What narrows an audience, beside its ground."""
    only: list[Markup | str] = [say(f"service-{one}") for one in a.services]
    only += [say(f"tier-{one}") for one in a.tiers]
    only += [say.other(one)("language-name") for one in a.languages]
    if a.open_orders is not None:
        only.append(say("broadcast-with-order" if a.open_orders else "broadcast-without-order"))
    return only or [say("broadcast-all-of-them")]


def lasting(say: Say, seconds: int) -> Markup:
    """How long it takes, never less than it will."""
    if seconds < 60:
        return say("broadcast-seconds", seconds=max(seconds, 1))
    return say.length(timedelta(minutes=-(-seconds // 60)))


def counts(say: Say, preview: Preview) -> list[Markup]:
    """How many, in which languages, who is left out and why, who for example, and how long it takes."""
    if not preview.reach:
        lines = [say("broadcast-reaches-nobody")]
    else:
        by_language = [say("broadcast-language-count", language=say.other(one)("language-name"), count=number)
                       for one, number in sorted(preview.languages.items(), key=lambda pair: -pair[1])]  # fmt: skip
        lines = [say("broadcast-reaches", count=preview.reach, languages=by_language,
                     length=lasting(say, preview.seconds))]  # fmt: skip
    if preview.otherwise:
        lines.append(say("broadcast-otherwise", count=preview.otherwise))
    out = [say(f"broadcast-left-{why}".replace("_", "-"), count=number) for why in LEFT_OUT
           if (number := preview.left_out.get(why, 0))]  # fmt: skip
    if out:
        lines.append(say("broadcast-left-out", reasons=out))
    if preview.sample:
        lines.append(say("broadcast-sample", names=list(preview.sample)))
    return lines


def sayable(say: Say, view: BroadcastView) -> bool:
    """A correction that says nothing else than what it corrects only adds to the confusion."""
    return view.kind != "correction" or bool(view.wrong or view.texts or differences(view, say))


def quoted(say: Say, view: BroadcastView) -> Markup:
    """As it is read, its buttons below."""
    below = [] if view.kind == "correction" else [words for row in hush(say) for words, _ in row]
    text = "\n".join([as_read(view, say), *(f"[ {words} ]" for words in below)])
    return Markup(f"<blockquote>{text}</blockquote>")


def every_word(say: Say, view: BroadcastView, preview: Preview) -> list[Markup]:
    """As it is read here, and whatever was written in another language: nobody lets go of words they have not seen."""
    read, lines = preview.languages or {say.language: 0}, []
    shown = {*view.texts, *view.wrong, *([say.language] if say.language in read else read)}
    if view.outage is None:
        shown &= view.texts.keys()  # no record stands behind it: in other languages there are no words
    for theirs in (say.other(one) for one in sorted(view.languages, key=lambda one: one != say.language)):
        if theirs.language in shown:
            named = [Markup(f"<b>{theirs('language-name')}</b>")] if theirs.language != say.language else []
            lines += [*named, quoted(theirs, view)]
    left = [say.other(one)("language-name") for one in sorted(read.keys() - view.texts)]
    if view.texts and left:
        lines.append(say("broadcast-words-template" if view.outage else "broadcast-words-missing", languages=left))
    return lines


def draft_card(say: Say, view: BroadcastView, preview: Preview) -> Card:
    """Everything that has to be known before it leaves, on one card. Live stands at the top, the test far below it."""
    worded = view.outage is not None or bool(view.texts)
    lines = [title(say, view), audience_line(say, view), *counts(say, preview)]
    if view.outage is not None and view.kind != "correction":
        lines.append(say("broadcast-push" if view.push else "broadcast-silent"))
    if preview.second_person:
        lines.append(say("broadcast-needs-second"))
    if view.wrong and (missing := sorted(preview.languages.keys() - view.wrong)):
        names = [say.other(one)("language-name") for one in missing]
        lines.append(say("broadcast-wrong-missing", languages=names))
    if not sayable(say, view):
        lines.append(say("broadcast-nothing-corrected"))
    lines += [Markup(), *every_word(say, view, preview)] if worded else [say("broadcast-no-words")]
    rows: Rows = []
    if preview.reach and worded and sayable(say, view):
        rows.append([(say("button-broadcast-send", count=preview.reach), SendTap(view.id, view.mark))])
    rows.append(
        [
            (say("button-broadcast-preview"), PreviewTap(view.id)),
            (say("button-broadcast-words"), WordsTap(view.id, "-")),
        ]
    )
    rows += narrowing_rows(say, view, preview)
    if worded:
        rows.append([(say("button-broadcast-test"), TestTap(view.id))])
    rows.append([(say("button-broadcast-discard"), DiscardTap(view.id)), *ways_back(say, view)])
    return Card(Markup("\n".join(lines)), rows)


def narrowing_rows(say: Say, view: BroadcastView, preview: Preview) -> Rows:
    """Whom it is for; an all-clear and a correction are for exactly those who heard before."""
    row: list[Button] = []
    if view.kind == "correction":
        row.append((say("button-broadcast-wrong"), WrongTap(view.id, "-")))
    elif view.audience.told_of is None:
        row.append((say("button-broadcast-audience"), AudienceTap(view.id)))
        if view.outage is not None:
            words = say("button-broadcast-silent" if view.push else "button-broadcast-push")
            row.append((words, PushTap(view.id, int(not view.push))))
    if preview.without_chat:
        return [row, [(say("button-broadcast-phones", count=preview.without_chat), PhonesTap(view.id))]]
    return [row]


def ways_back(say: Say, view: BroadcastView) -> list[Button]:
    if view.outage is not None:
        return [(say("button-outage-open"), OutageTap(view.outage.id))]
    return [(say("button-broadcasts"), BroadcastsTap())]


def preview_card(say: Say, view: BroadcastView, preview: Preview) -> Card:
    """Each kind of recipient: in which language, as a new message, as an answer to the first, or edited in silence."""
    lines = [title(say, view), *counts(say, preview)]
    for language in view.languages:
        theirs = say.other(language)
        number, heard = preview.languages.get(language, 0), preview.heard.get(language, 0)
        lines += [Markup(), say("broadcast-preview-language", language=theirs("language-name"), count=number)]
        if number - heard:
            lines.append(say("broadcast-preview-new", count=number - heard))
        if heard:
            lines.append(say("broadcast-preview-reply" if view.push else "broadcast-preview-edit", count=heard))
        lines.append(quoted(theirs, view))
    back = (say("button-broadcast-back"), BroadcastTap(view.id))
    return Card(Markup("\n".join(lines)), [[back]])


def waiting_card(say: Say, view: BroadcastView, *, own: bool) -> Card:
    """For whoever confirmed it, the wait; for a colleague, the decision."""
    who = view.confirmed_by or ""
    head = say("broadcast-waits", count=view.reach) if own else say("broadcast-approve", by=who, count=view.reach)
    lines = [title(say, view), head, audience_line(say, view)]
    if view.without_chat:
        lines.append(say("broadcast-without-chat", count=view.without_chat))
    lines += [Markup(), *(quoted(say.other(one), view) for one in view.languages if view.outage or one in view.texts)]
    rows: Rows = [] if own else [[(say("button-broadcast-approve", count=view.reach), ApproveTap(view.id, view.mark))]]
    rows.append([(say("button-broadcast-preview"), PreviewTap(view.id))])
    back = say("button-broadcast-call-back" if own else "button-broadcast-send-back")
    return Card(Markup("\n".join(lines)), [*rows, [(back, CallBackTap(view.id))], ways_back(say, view)])


def countdown_card(say: Say, view: BroadcastView, now: datetime) -> Card:
    assert view.send_at is not None
    left = lasting(say, max(0, round((view.send_at - now).total_seconds())))
    at = Markup(f"{say.local(view.send_at):%H:%M:%S}")
    lines = [title(say, view), say("broadcast-countdown", at=at, left=left, count=view.reach)]
    if view.approved_by:
        lines.append(say("broadcast-approved-by", by=view.approved_by))
    rows: Rows = [[(say("button-broadcast-call-back"), CallBackTap(view.id))]]
    rows.append([(say("button-broadcast-refresh"), BroadcastTap(view.id)), *ways_back(say, view)])
    return Card(Markup("\n".join([*lines, Markup(), quoted(say, view)])), rows)


def progress_card(say: Say, view: BroadcastView) -> Card:
    """Bar, sent, failed, blocked, left, time left; edited in place while it is on its way."""
    done = view.progress
    lines = [title(say, view), bar(done, say), *count_lines(done, say)]
    if view.status in ("sending", "paused"):
        lines.append(say("broadcast-left", count=done.left, length=lasting(say, done.seconds_left)))
    running: dict[str, Button] = {
        "sending": (say("button-broadcast-pause"), PauseTap(view.id)),
        "paused": (say("button-broadcast-resume"), ResumeTap(view.id)),
    }
    rows: Rows = []
    if view.status in running:
        rows.append([running[view.status], (say("button-broadcast-stop"), StopTap(view.id))])
        rows.append([(say("button-broadcast-refresh"), BroadcastTap(view.id)), *ways_back(say, view)])
    return Card(Markup("\n".join(lines)), rows)


def report_card(say: Say, view: BroadcastView) -> Card:
    lines = [title(say, view), audience_line(say, view), *count_lines(view.progress, say)]
    if view.started_at and view.ended_at:
        lines.append(
            say(
                "broadcast-took",
                start=view.started_at,
                length=lasting(say, round((view.ended_at - view.started_at).total_seconds())),
            )
        )
    if view.without_chat:
        lines.append(say("broadcast-without-chat", count=view.without_chat))
    rows: Rows = [[(say("button-broadcast-sheet"), SheetTap(view.id))]]
    unreached = view.without_chat + view.progress.failed + view.progress.blocked
    if unreached:
        rows[0].append((say("button-broadcast-phones", count=unreached), PhonesTap(view.id)))
    if view.progress.sent or view.progress.unknown:
        rows.append([(say("button-broadcast-correct"), CorrectTap(view.id))])
    return Card(Markup("\n".join(lines)), [*rows, ways_back(say, view)])


def bar(done: Progress, say: Say) -> Markup:
    """How far it is, at a glance."""
    gone = done.total - done.left
    full = int((gone / done.total if done.total else 1.0) * BAR)
    return say("broadcast-bar", bar="█" * full + "░" * (BAR - full), done=gone, total=done.total)


def count_lines(done: Progress, say: Say) -> list[Markup]:
    counts = {"sent": done.sent, "failed": done.failed, "blocked": done.blocked, "unknown": done.unknown,
              "withdrawn": done.withdrawn}  # fmt: skip
    return [say(f"broadcast-count-{name}", count=count) for name, count in counts.items() if count or name == "sent"]


# --- What reaches dispatchers by itself ------------------------------------------------------------------------------


def moved_on(card: Callable[[BroadcastView, Say], Card], wanted: str) -> Callable[[Letter, Say], Card]:
    """The card of a moment that may have passed before the letter was read."""

    def render(letter: Letter, say: Say) -> Card:
        view = seen(letter)
        if view.status == wanted:
            return card(view, say)
        return Card(title(say, view), [[(say("button-broadcast-open"), BroadcastTap(view.id))]])

    return render


@renders("broadcast-ready")
def ready(letter: Letter, say: Say) -> Card:
    """The record has moved on without a dispatcher, and people should hear of it."""
    view = seen(letter)
    text = Markup(
        "\n".join([say("broadcast-ready", place=view.outage.place if view.outage else view.unit), title(say, view)])
    )
    return Card(text, [[(say("button-broadcast-open"), BroadcastTap(view.id))]])


renders("broadcast-approve")(moved_on(lambda view, say: waiting_card(say, view, own=False), "awaiting_second"))


@renders("broadcast-approved")
def approved(letter: Letter, say: Say) -> Card:
    return approved_card(say, seen(letter))


def approved_card(say: Say, view: BroadcastView) -> Card:
    """Still true when it has left: for whoever approved it, and for whoever waited for that."""
    text = say("broadcast-approved", by=view.approved_by, count=view.reach, at=view.send_at)
    if view.status != "scheduled":
        return Card(text, [[(say("button-broadcast-open"), BroadcastTap(view.id))]])
    return Card(text, [[(say("button-broadcast-call-back"), CallBackTap(view.id))]])


@renders("broadcast-called-back")
def called_back(letter: Letter, say: Say) -> Card:
    view = seen(letter)
    text = Markup("\n".join([title(say, view), say("broadcast-called-back")]))
    return Card(text, [[(say("button-broadcast-open"), BroadcastTap(view.id))]])


@renders("broadcast-progress")
def progress(letter: Letter, say: Say) -> Card:
    view = seen(letter)
    over = view.status == "done" or (view.status == "stopped" and not view.progress.left)
    return report_card(say, view) if over else progress_card(say, view)


@renders("broadcast-report")
def report(letter: Letter, say: Say) -> Card:
    return report_card(say, seen(letter))
