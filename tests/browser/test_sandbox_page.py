"""The page as people use it: three phones side by side, in a real browser, with a small bot behind."""

import re

import pytest
from playwright.sync_api import expect

CUSTOMER, TECHNICIAN, DISPATCHER = "customer", "technician", "dispatcher"


class Phone:
    """One of the three phones on the page."""

    def __init__(self, page, seat):
        self.page = page
        self.at = page.locator(f'[data-seat="{seat}"]')

    def say(self, text):
        box = self.at.locator("textarea")
        box.fill(text)
        box.press("Enter")

    def key(self, text):
        return self.at.locator(".keyboard .key", has_text=text).last

    @property
    def bubbles(self):
        return self.at.locator(".line")

    @property
    def newest(self):
        return self.bubbles.last

    def sees(self, text):
        expect(self.newest.locator(".bubble")).to_contain_text(text)


@pytest.fixture
def newcomer(toy, opened):
    """A page on which somebody new has just walked in; every test gets chats of its own."""

    def walk_in(name, **how):
        page = opened(toy, **how)
        page.locator(".newcomer").click()
        page.locator(".form input").fill(name)
        page.locator(".form .start").click()
        phone = Phone(page, CUSTOMER)
        expect(phone.at.locator(".whose b")).to_have_text(name)
        return page, phone

    return walk_in


def test_three_phones_side_by_side(toy, opened):
    page = opened(toy)
    expect(page).to_have_title(re.compile(r"^(\(\d+\) )?门铃 Menling$"))  # what is unread is counted there
    names = page.locator(".phone .whose b")
    expect(names).to_have_text(["王芳", "张伟", "陈静"])
    boxes = [Phone(page, seat).at.bounding_box() for seat in (CUSTOMER, TECHNICIAN, DISPATCHER)]
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    assert boxes[1]["x"] + boxes[1]["width"] < boxes[2]["x"]
    expect(page.locator(".face-of-clock time")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))


def test_one_obvious_button_starts_everything(newcomer):
    _, phone = newcomer("韩梅梅")
    phone.at.locator(".empty .start").click()
    phone.sees("您好,我是门铃。")
    expect(phone.newest.locator("strong")).to_have_text("我是门铃")
    expect(phone.newest.locator(".text")).to_contain_text("1 < 2")
    expect(phone.newest.locator("a.key")).to_have_attribute("href", "https://example.org/")


def test_a_spoiler_is_hidden_until_it_is_tapped(newcomer):
    _, phone = newcomer("小雨")
    phone.at.locator(".empty .start").click()
    spoiler = phone.newest.locator(".spoiler")
    expect(spoiler).not_to_have_class(re.compile("shown"))
    spoiler.click()
    expect(spoiler).to_have_class(re.compile("shown"))


def test_a_pressed_key_changes_the_card_in_place_and_says_so(newcomer):
    _, phone = newcomer("李雷")
    phone.at.locator(".empty .start").click()
    phone.key("报修").click()
    expect(phone.at.locator(".toast")).to_have_text("记下了")
    phone.sees("好,什么时候?")
    expect(phone.bubbles).to_have_count(2)
    expect(phone.newest.locator(".key")).to_have_text(["上午", "下午"])


def test_an_alert_has_to_be_read(newcomer):
    _, phone = newcomer("小马")
    phone.at.locator(".empty .start").click()
    phone.key("提醒").click()
    expect(phone.at.locator(".alert p")).to_have_text("按了 提醒")
    phone.at.locator(".alert button").click()
    expect(phone.at.locator(".alert")).to_have_count(0)
    expect(phone.key("提醒")).to_be_enabled()


def test_what_is_typed_stays_text(newcomer):
    _, phone = newcomer("<img src=x onerror=alert(1)>")
    phone.say("<b>不是粗体</b> <script>alert(1)</script> /keys")
    phone.sees("收到:<b>不是粗体</b> <script>alert(1)</script> /keys")
    expect(phone.at.locator(".bubble strong, .bubble script, .bubble img")).to_have_count(0)
    expect(phone.newest.locator("a.command")).to_have_text("/keys")


def test_shift_and_enter_begin_a_new_line(newcomer):
    _, phone = newcomer("丁一")
    box = phone.at.locator("textarea")
    box.fill("一")
    box.press("Shift+Enter")
    box.press_sequentially("二")
    expect(phone.bubbles).to_have_count(0)
    box.press("Enter")
    phone.sees("收到:一\n二")


def test_a_reply_keyboard_shares_number_and_place(newcomer):
    page, phone = newcomer("周全")
    phone.say("/keys")
    replies = phone.at.locator(".reply")
    expect(replies).to_have_text(["我的号码", "我的位置", "算了"])
    replies.filter(has_text="我的位置").click()
    page.locator(".pad").click(position={"x": 40, "y": 40})
    page.locator(".form .start").click()
    phone.sees("看到了 30.5")
    replies.filter(has_text="我的号码").click()
    page.locator(".form input").nth(1).fill("13800138000")
    page.locator(".form .start").click()
    phone.sees("记下了")
    expect(phone.newest).to_contain_text("13800138000")
    expect(phone.at.locator(".reply")).to_have_count(0)


def test_pictures_files_and_places(newcomer):
    page, phone = newcomer("白云")
    phone.say("/things")
    phone.sees("春熙路")
    picture = phone.at.locator(".photo img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 10)
    picture.click()
    expect(page.locator(".zoom img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".zoom")).to_have_count(0)
    with page.expect_download() as download:
        phone.at.locator("a.file").click()
    assert download.value.suggested_filename == "visit.ics"


def test_a_photo_is_sent_from_the_attach_menu(newcomer):
    page, phone = newcomer("高山")
    phone.at.get_by_role("button", name="附件").click()
    shot = page.screenshot(clip={"x": 0, "y": 0, "width": 64, "height": 48})
    chosen = {"name": "fault.png", "mimeType": "image/png", "buffer": shot}
    phone.at.locator('input[accept="image/*"]').set_input_files(chosen)
    phone.sees("照片 64")


def test_typing_is_shown_while_the_bot_thinks(newcomer):
    _, phone = newcomer("何苗")
    phone.say("/slow")
    expect(phone.at.locator(".whose .typing")).to_be_visible()
    phone.sees("想好了")
    expect(phone.at.locator(".whose .typing")).to_have_count(0)


def test_commands_come_from_the_bot(newcomer):
    _, phone = newcomer("叶子")
    phone.say("你好")
    phone.sees("收到:你好")
    phone.at.get_by_role("button", name="菜单").click()
    phone.at.get_by_role("menuitem", name="/slow").click()
    phone.sees("想好了")


def test_the_newest_is_in_sight_unless_one_reads_further_up(newcomer):
    page, phone = newcomer("龙飞")
    phone.say("/many")
    phone.sees("第 25 条")
    expect(phone.newest).to_be_in_viewport()
    scroll = phone.at.locator(".scroll")
    scroll.evaluate("box => box.scrollTop = 0")
    jump = phone.at.locator(".jump")
    expect(jump).to_be_visible()
    other = Phone(page, DISPATCHER)
    other.say("无关")
    other.sees("收到:无关")
    phone.at.locator("textarea").fill("")
    assert scroll.evaluate("box => box.scrollTop") == 0
    jump.click()
    expect(phone.newest).to_be_in_viewport()
    expect(jump).to_have_count(0)


def test_unread_messages_are_counted_and_cleared(newcomer, toy):
    page, phone = newcomer("钱多多")
    phone.say("/many")
    phone.sees("第 25 条")
    phone.at.locator(".whose").click()
    phone.at.get_by_role("menuitem", name="Emma Clark").click()
    people = page.request.get(f"{toy}sandbox/people").json()
    identity = next(person["id"] for person in people if person["name"] == "钱多多")
    page.request.post(f"{toy}sandbox/people/{identity}/messages", data={"text": "在吗"})
    phone.at.locator(".whose").click()
    item = phone.at.get_by_role("menuitem", name="钱多多")
    expect(item.locator(".badge")).to_have_text("1")
    expect(page).to_have_title(re.compile(r"^\(\d+\) "))
    item.click()
    phone.sees("收到:在吗")
    expect(phone.at.locator(".unread")).to_be_visible()
    phone.at.locator(".whose").click()
    expect(item.locator(".badge")).to_have_count(0)


def test_a_second_window_sees_the_same_at_once(newcomer, opened, toy):
    _, phone = newcomer("双双")
    second = Phone(opened(toy), CUSTOMER)
    second.at.locator(".whose").click()
    second.at.get_by_role("menuitem", name="双双").click()
    phone.say("看得见吗")
    second.sees("收到:看得见吗")


def test_a_group_is_a_second_chat_on_the_phone(toy, opened):
    page = opened(toy)
    call = page.request
    group = call.post(f"{toy}sandbox/groups", data={"title": "派单群", "members": [1005, 1006]}).json()["id"]
    phone = Phone(page, DISPATCHER)
    tab = phone.at.locator(".chats button", has_text="派单群")
    said = {"text": "今天谁在城南?", "chat_id": group}
    call.post(f"{toy}sandbox/people/1005/messages", data=said)
    expect(tab.locator(".badge")).to_be_visible()
    tab.click()
    expect(phone.at.locator(".line", has_text="今天谁在城南?").first.locator(".who")).to_have_text("刘洋")
    phone.say("张伟")
    phone.sees("收到:张伟")
    seen = call.get(f"{toy}sandbox/people/1005/messages").json()
    messages = seen["messages"] if isinstance(seen, dict) else seen
    assert {message["chat_id"] for message in messages if message["text"] == "张伟"} == {group}


def test_a_long_chat_opens_at_its_end_and_gives_the_rest_when_asked(newcomer):
    _, phone = newcomer("史长")
    for _ in range(5):
        phone.say("/many")
        expect(phone.newest.locator(".bubble")).to_contain_text("第 25 条")
    phone.at.locator(".whose").click()
    phone.at.get_by_role("menuitem", name="Emma Clark").click()
    phone.at.locator(".whose").click()
    phone.at.get_by_role("menuitem", name="史长").click()
    expect(phone.bubbles).to_have_count(100)
    phone.at.locator(".scroll").evaluate("box => box.scrollTop = 0")
    phone.at.locator(".earlier").click()
    expect(phone.bubbles).to_have_count(130)
    expect(phone.at.locator(".earlier")).to_have_count(0)


def test_the_clock_is_pushed_and_tells_what_happened(toy, opened):
    page = opened(toy)
    clock = page.locator(".face-of-clock time")
    before = minutes(clock.inner_text())
    page.get_by_role("button", name="+30 分钟").click()
    expect(page.locator(".toasts .toast")).to_contain_text("→")
    assert 29 <= (minutes(clock.inner_text()) - before) % 1440 <= 31
    page.get_by_role("button", name="下一件事").click()
    expect(page.locator(".toasts .toast").last).to_have_text("眼下没有要发生的事。")
    expect(page.get_by_role("button", name="+2 小时")).to_be_enabled()


def minutes(shown):
    hours, rest = shown.split(":")[:2]
    return int(hours) * 60 + int(rest)


def test_the_page_speaks_the_browsers_language_and_remembers_another(toy, opened):
    page = opened(toy, locale="en-GB")
    expect(page.locator(".whose .names b").first).not_to_be_empty()  # somebody is there: the page is listening
    expect(page.locator(".steps button").first).to_have_text("+30 min")
    page.locator(".language").click()
    expect(page.locator(".steps button").first).to_have_text("+30 分钟")
    page.reload()
    expect(page.locator(".steps button").first).to_have_text("+30 分钟")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_on_a_telephone_the_phones_become_tabs(newcomer):
    page, phone = newcomer("路上", width=390, height=844, has_touch=True, is_mobile=True)
    expect(Phone(page, TECHNICIAN).at).to_be_hidden()
    phone.at.locator(".empty .start").click()
    phone.sees("我是门铃")
    page.get_by_role("tab", name="装维师傅").click()
    expect(Phone(page, TECHNICIAN).at).to_be_visible()
    expect(phone.at).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
