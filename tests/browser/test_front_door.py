"""The product's own front door: `python -m bot run` on an empty folder, seen in a real browser."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

SENTENCE = "宽带坏了,明天下午三点以后来人"

pytestmark = pytest.mark.skipif(
    not (Path(__file__).parents[2] / "bot" / "__main__.py").exists(), reason="there is no `python -m bot` yet"
)


@pytest.fixture(scope="module")
def town(started, tmp_path_factory):
    """Everything in one process, as a newcomer starts it."""
    data = str(tmp_path_factory.mktemp("data"))
    return started("-m", "bot", "run", MENLING_PORT="PORT", MENLING_DATA=data, TELEGRAM_TOKEN="")


def test_a_newcomer_is_answered_by_one_tap_and_one_sentence(town, opened, tmp_path):
    page = opened(town)
    expect(page.locator(".phone .whose b")).to_have_count(3)
    customer = page.locator('[data-seat="customer"]')
    before = customer.locator(".line").count()
    customer.locator(".start").first.click()
    answers = customer.locator(".line:not(.mine)")
    expect(answers.last.locator(".key").first).to_be_visible()
    box = customer.locator("textarea")
    box.fill(SENTENCE)
    box.press("Enter")
    expect(customer.locator(".line.mine").last).to_contain_text(SENTENCE)
    expect(customer.locator(".line").last).not_to_have_class(re.compile(r"\bmine\b"))
    expect(answers.last.locator(".key").first).to_be_visible()
    assert customer.locator(".line").count() >= before + 4
    for seat in ("technician", "dispatcher"):
        start = page.locator(f'[data-seat="{seat}"] .start')
        if start.count():
            start.first.click()
            expect(page.locator(f'[data-seat="{seat}"] .line:not(.mine)').last).to_be_visible()
    picture(page, tmp_path)


def picture(page, folder):
    """The picture of the README: MENLING_PICTURE=docs/sandbox.png makes it anew."""
    path = Path(os.environ.get("MENLING_PICTURE") or folder / "sandbox.png")
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > 10_000
