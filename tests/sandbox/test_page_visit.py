"""One open page: what it tells its browser when the town changes, and what it believes of a browser."""

import asyncio
import math
from datetime import UTC, datetime

import pytest

from bot.sandbox.page.deeds import Deeds
from bot.sandbox.page.visit import PAGE, Visit
from bot.sandbox.params import Params
from bot.sandbox.store import Sandbox

WANG, ZHANG, CHEN = 1001, 1002, 1003
TOKEN = "1:sandbox"


class Browser:
    """Stands where the browser would: keeps what it has been told."""

    def __init__(self):
        self.told = []
        self.remembered = {}

    def tell(self, what, *arguments):
        self.told.append((what, *arguments))

    def speak(self, lang, words):
        self.told.append(("speak", lang))

    def remember(self, cookie, value):
        self.remembered[cookie] = value

    def heard(self, what):
        return [arguments for name, *arguments in self.told if name == what]


@pytest.fixture
async def town():
    sandbox = Sandbox(clock_runs=False, start_at=datetime(2026, 11, 24, 2, 30, tzinfo=UTC))
    sandbox.seed_person(WANG, "王芳", "zh", "customer")
    sandbox.seed_person(ZHANG, "张伟", "zh", "technician")
    sandbox.seed_person(CHEN, "陈静", "zh", "dispatcher")
    await sandbox.start()
    yield sandbox
    await sandbox.close()


@pytest.fixture
async def visit(town):
    visit = Visit(town, zone="Asia/Shanghai", lang="zh")
    visit.stage = Browser()
    visit.begin()
    yield visit
    visit.close()


@pytest.fixture
def browser(visit):
    return visit.stage


@pytest.fixture
def deeds(visit):
    return Deeds(visit)


async def bot_says(town, person, text, **more):
    answer = await town.call(TOKEN, "sendMessage", Params({"chat_id": person, "text": text, **more}))
    return answer.body["result"]["message_id"]


async def drawn(visit):
    """What has gathered is drawn now rather than a moment later."""
    for _ in range(3):
        await asyncio.sleep(0)
    visit.flush()


def on(index, visit, **said):
    seat = visit.seats[index]
    return {"seat": index, "person": seat.person, "chat": seat.chat, **said}


async def test_each_phone_opens_with_the_first_of_its_role(visit, browser):
    assert [seat.person for seat in visit.seats] == [WANG, ZHANG, CHEN]
    assert [index for index, _ in browser.heard("chat_opened")] == [0, 1, 2]


async def test_only_the_phone_concerned_is_told_and_only_what_is_new(town, visit, browser):
    await bot_says(town, ZHANG, "新工单")
    await drawn(visit)
    [(index, key, patch)] = browser.heard("chat_changed")
    assert (index, key[0]) == (1, ZHANG)
    assert [message["nodes"] for message in patch["messages"]] == [["新工单"]]


async def test_unread_messages_of_somebody_not_shown_are_counted(town, visit, browser):
    town.seed_person(1009, "赵建国", "zh", "customer")
    await bot_says(town, 1009, "您好")
    await drawn(visit)
    visit.show_people()
    people = {person["id"]: person["unread"] for person in browser.heard("people_changed")[-1][0]}
    assert people[1009] == 1


async def test_a_chat_opened_with_unread_messages_says_where_they_begin(town, visit, deeds, browser):
    await bot_says(town, WANG, "一")
    town.mark_read(WANG)
    second = (await town.say(WANG, "好", wait=False))["message_id"]
    await bot_says(town, WANG, "二")
    await bot_says(town, WANG, "三")
    await deeds.receive("show", {"seat": 1, "person": WANG, "chat": ""})
    index, opened = browser.heard("chat_opened")[-1]
    assert (index, opened["person"]) == (1, WANG)
    assert opened["unreadFrom"] == second + 1
    assert [message["nodes"][0] for message in opened["messages"]] == ["一", "好", "二", "三"]


async def test_long_chats_come_in_pages(town, visit, deeds, browser):
    for number in range(PAGE + 20):
        await town.say(CHEN, str(number), wait=False)
    await deeds.receive("show", {"seat": 2, "person": CHEN, "chat": ""})
    opened = browser.heard("chat_opened")[-1][1]
    assert (len(opened["messages"]), opened["more"]) == (PAGE, True)
    await deeds.receive("earlier", on(2, visit, before=opened["messages"][0]["id"]))
    _, _, earlier = browser.heard("earlier_came")[-1]
    assert (len(earlier["messages"]), earlier["more"]) == (20, False)


async def test_what_is_written_reaches_the_town_as_text(town, visit, deeds):
    sending = asyncio.create_task(deeds.receive("send", on(0, visit, text="  <b>宽带坏了</b> ")))
    await drawn(visit)
    assert [message["text"] for message in town.messages(WANG)] == ["<b>宽带坏了</b>"]
    sending.cancel()


async def test_a_text_that_is_too_long_is_refused_in_words(town, visit, deeds, browser):
    await deeds.receive("send", on(0, visit, text="长" * 4097))
    assert town.messages(WANG) == []
    assert browser.heard("failed") == [[0, visit.words["too_long"]]]


@pytest.mark.parametrize(
    "said",
    [
        {"text": ""},
        {"text": None},
        {"text": ["a"]},
        {"location": {"latitude": "30", "longitude": 104}},
        {"location": {"latitude": 91, "longitude": 104}},
        {"location": {"latitude": math.nan, "longitude": 104}},
        {"location": {"latitude": True, "longitude": 104}},
        {"contact": "138"},
        {"contact": {"phone": "", "name": "x"}},
        {},
    ],
)
async def test_what_makes_no_sense_changes_nothing(town, visit, deeds, said):
    await deeds.receive("send", on(0, visit, **said))
    assert town.messages(WANG) == []


@pytest.mark.parametrize("seat", [-1, 3, "0", None, True, 1.0])
async def test_there_are_three_phones_and_no_other(town, deeds, browser, seat):
    before = len(browser.told)
    await deeds.receive("show", {"seat": seat, "person": CHEN, "chat": ""})
    assert len(browser.told) == before


async def test_nobody_is_shown_who_is_not_there(visit, deeds):
    await deeds.receive("show", {"seat": 0, "person": 999_999, "chat": ""})
    assert visit.seats[0].person == WANG


async def test_a_phone_that_changed_hands_does_not_speak_for_the_next_person(town, visit, deeds):
    late = on(0, visit, text="晚了")
    await deeds.receive("show", {"seat": 0, "person": CHEN, "chat": ""})
    await deeds.receive("send", late)
    assert town.messages(WANG) == town.messages(CHEN) == []


async def test_a_contact_is_ones_own_only_when_it_is_said_so(town, visit, deeds):
    for own in (True, False):
        contact = {"phone": "13800138000", "name": "小王", "own": own}
        sending = asyncio.create_task(deeds.receive("send", on(0, visit, contact=contact)))
        await drawn(visit)
        sending.cancel()
    mine, other = (message["contact"] for message in town.messages(WANG))
    assert mine["user_id"] == WANG
    assert other.get("user_id") is None
    assert other["first_name"] == "小王"


async def test_reading_clears_the_count(town, visit, deeds):
    newest = await bot_says(town, WANG, "您好")
    assert town.unread(WANG) == 1
    await deeds.receive("read", on(0, visit, upto=newest))
    assert town.unread(WANG) == 0


async def test_pressing_what_is_not_there_frees_the_button(visit, deeds, browser):
    await deeds.receive("tap", on(0, visit, message=12345, row=0, cell=0))
    await deeds.receive("tap", on(0, visit, message="x", row=0, cell=0))
    assert len(browser.heard("failed")) == 1
    assert browser.heard("answered") == [[0, {}]]


async def test_pushing_the_clock_says_from_when_to_when(town, visit, deeds, browser):
    await deeds.receive("advance", {"by": "PT2H"})
    assert browser.heard("moved") == [["10:30 → 12:30"]]
    await deeds.receive("advance", {"by": "P1D"})
    assert browser.heard("moved")[-1] == ["11月24日周二 12:30 → 11月25日周三 12:30"]
    assert browser.heard("clock_changed")[-1][0]["now"] == round(town.now().timestamp() * 1000)


async def test_pushing_the_clock_names_who_heard_something(town, visit, deeds, browser):
    visit.arrived.update({WANG: 2, CHEN: 1})
    text = deeds._moved_text({"before": "10:30", "after": "11:00"})
    assert text == "10:30 → 11:00 · 3 条新消息：王芳、陈静"


async def test_nothing_due_is_said(deeds, visit, browser):
    await deeds.receive("advance", {"by": "next"})
    assert browser.heard("moved") == [[visit.words["nothing_due"]]]


@pytest.mark.parametrize("by", ["P100Y", "-PT1H", None, {"to": "next"}])
async def test_the_clock_moves_only_by_the_steps_offered(town, deeds, browser, by):
    before = town.now()
    await deeds.receive("advance", {"by": by})
    assert town.now() == before
    assert browser.heard("moved") == [[""]]


async def test_a_newcomer_takes_the_customers_phone(town, visit, deeds, browser):
    await deeds.receive("newcomer", {"name": " 李雷 ", "language": "en"})
    newcomer = town.people()[-1]
    assert (newcomer["name"], newcomer["language_code"], newcomer["role"]) == ("李雷", "en", None)
    assert visit.seats[0].person == newcomer["id"]


@pytest.mark.parametrize(
    "said",
    [
        {"name": "", "language": "zh"},
        {"name": "长" * 65, "language": "zh"},
        {"name": 5, "language": "zh"},
        {"name": "A", "language": "<x>"},
        {"name": "A", "language": ["zh"]},
    ],
)
async def test_a_newcomer_needs_a_name_and_a_language(town, visit, deeds, browser, said):
    await deeds.receive("newcomer", said)
    assert len(town.people()) == 3
    assert browser.heard("notice") == [[visit.words["name_needed"]]]


async def test_the_language_is_changed_and_remembered(visit, deeds, browser):
    await deeds.receive("language", {"lang": "en"})
    assert visit.words["start"] == "Start"
    assert browser.remembered == {"menling_language": "en"}
    await deeds.receive("language", {"lang": "'; alert(1)"})
    assert visit.lang == "en"


async def test_a_closed_page_is_told_nothing_more(town, visit, browser):
    visit.close()
    before = len(browser.told)
    await bot_says(town, WANG, "您好")
    await drawn(visit)
    assert len(browser.told) == before
