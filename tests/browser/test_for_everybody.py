"""By night as by day, by keyboard as by hand: the page is there for everybody."""

import re

import pytest
from playwright.sync_api import expect

# What is written where, seen as it is drawn: the colour of each text over everything that lies behind it.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage.includes("gradient")) return null;
      layers.push(rgba(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const faint = [];
  for (const element of document.querySelectorAll(".stage *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.disabled || !element.checkVisibility({ opacityProperty: true })) continue;
    const back = behind(element);
    if (!back) continue;
    const [a, b] = [light(over(rgba(getComputedStyle(element).color), back)), light(back)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${element.className || element.tagName}: ${element.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""
NAMELESS = """() => [...document.querySelectorAll("button, a[href], textarea, input:not([hidden]), [role=dialog], [role=log]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.getAttribute("aria-label") || one.innerText?.trim() || one.labels?.[0]?.innerText.trim()))
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def talked(toy, opened):
    """Somebody who has walked in and has a chat with everything a chat may hold."""

    def talk(name, **how):
        page = opened(toy, **how)
        page.locator(".newcomer").click()
        page.locator(".form input").fill(name)
        page.locator(".form .start").click()
        phone = page.locator('[data-seat="customer"]')
        expect(phone.locator(".whose b")).to_have_text(name)
        for words, answer in (("/start", "我是门铃"), ("/things", "春熙路"), ("/keys", "我的位置")):
            box = phone.locator("textarea")
            box.fill(words)
            box.press("Enter")
            expect(phone).to_contain_text(answer)
        return page, phone

    return talk


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_everything_can_be_read_by_day_and_by_night(talked, scheme, width):
    """WCAG AA: 4.5 to 1, also in menus and forms."""
    page, phone = talked(f"看得清{scheme}{width}", color_scheme=scheme, width=width, height=900)
    paper = page.locator(".bar").evaluate("bar => getComputedStyle(bar).backgroundColor")
    brightness = sum(int(part) for part in re.findall(r"\d+", paper)[:3])
    assert (brightness > 600) is (scheme == "light"), paper
    assert page.evaluate(FAINT) == []
    phone.locator(".whose").click()
    assert page.evaluate(FAINT) == []
    page.keyboard.press("Escape")
    page.locator(".newcomer").click()
    expect(page.locator(".form")).to_be_visible()
    page.locator(".form input").fill("谁")
    page.wait_for_timeout(300)  # the form fades in
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("width", [1400, 1024, 390])
def test_everything_has_a_name_for_who_does_not_see_it(talked, width):
    page, phone = talked(f"听得见{width}", width=width, height=900)
    assert page.evaluate(NAMELESS) == []
    phone.get_by_role("button", name="附件").click()
    page.locator(".newcomer").click()
    assert page.evaluate(NAMELESS) == []
    assert phone.get_by_role("article", name=re.compile("^您 ")).count() == 3
    written = phone.get_by_role("article").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(written) > 6
    assert all(re.fullmatch(r".+ \d\d:\d\d", one) for one in written)


def test_who_never_pressed_start_but_has_messages_is_not_asked_to(toy, opened):
    page = opened(toy)
    somebody = page.request.post(f"{toy}sandbox/people", data={"name": "有信", "language_code": "zh"}).json()["id"]
    phone = page.locator('[data-seat="customer"]')
    phone.locator(".whose").click()
    phone.get_by_role("menuitem", name="有信").click()
    expect(phone.get_by_role("button", name="开始")).to_be_visible()
    page.request.post(f"{toy}sandbox/people/{somebody}/messages", data={"text": "在吗"})
    expect(phone.locator(".line")).to_have_count(2)
    expect(phone.get_by_role("button", name="开始")).to_have_count(0)


def test_by_keyboard_alone(talked):
    """Menus open with Enter, arrows walk in them, Escape leaves; the keyboard goes on where it was."""
    page, phone = talked("键盘")
    whose = phone.locator(".whose")
    whose.focus()
    page.keyboard.press("Enter")
    expect(phone.locator(".people [role=menuitem].on")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(phone.locator(".people [role=menuitem]").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(phone.locator(".people")).to_have_count(0)
    expect(whose).to_be_focused()

    phone.get_by_role("button", name="附件").focus()
    page.keyboard.press("Enter")
    expect(phone.get_by_role("menuitem", name="照片")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(phone.get_by_role("menuitem").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(phone.locator("textarea")).to_be_focused()

    page.keyboard.type("/sl")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(phone.locator(".line").last).to_contain_text("想好了")
    expect(phone.locator("textarea")).to_be_focused()

    page.locator(".newcomer").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".form input")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.form') !== null"), "Tab stays in the form"
    page.keyboard.press("Escape")
    expect(page.locator(".form")).to_have_count(0)
    expect(page.locator(".newcomer")).to_be_focused()


def test_an_alert_is_heard_and_left_by_escape(talked):
    page, phone = talked("警报")
    key = phone.locator(".keyboard .key", has_text="提醒").last
    key.focus()
    page.keyboard.press("Enter")
    expect(phone.get_by_role("alertdialog").get_by_role("button")).to_be_focused()
    page.keyboard.press("Escape")
    expect(phone.get_by_role("alertdialog")).to_have_count(0)
    expect(key).to_be_focused()
