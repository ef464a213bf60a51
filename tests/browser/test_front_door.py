"""The product's own front door: `python -m bot run` on an empty folder, seen in a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

SENTENCE = "宽带坏了,明天下午三点以后来人"
CONFIRM, BOOKED, ACCEPT, NEXT = "确认预约", "预约", "接单", "下一件事"


@pytest.fixture(scope="module")
def town(started, tmp_path_factory):
    """Everything in one process, as a newcomer starts it."""
    data = str(tmp_path_factory.mktemp("data"))
    return started("-m", "bot", "run", MENLING_PORT="PORT", MENLING_DATA=data, TELEGRAM_TOKEN="")


def test_a_newcomer_books_with_one_sentence_and_one_tap(town, opened, tmp_path):
    page = opened(town)
    # The page is up before the town is settled; people walk in as they come.
    expect(page.locator(".phone .start")).to_have_count(3, timeout=30_000)
    for seat in ("technician", "dispatcher", "customer"):
        phone = page.locator(f'[data-seat="{seat}"]')
        phone.locator(".start").first.click()
        expect(phone.locator(".line:not(.mine) .key").first).to_be_visible()
    customer = page.locator('[data-seat="customer"]')
    box = customer.locator("textarea")
    box.fill(SENTENCE)
    box.press("Enter")
    expect(customer.locator(".line.mine").last).to_contain_text(SENTENCE)
    customer.locator(".key", has_text=CONFIRM).last.click()
    expect(customer.locator(".line:not(.mine)").last).to_contain_text(BOOKED)
    expect(page.locator('[data-seat="technician"] .key', has_text=ACCEPT)).to_be_visible()
    picture(page, tmp_path)
    page.get_by_role("button", name=NEXT).click()
    expect(page.locator(".toasts .toast").last).to_contain_text("→")


def picture(page, folder):
    """The picture of the README: MENLING_PICTURE=docs/sandbox.png makes it anew."""
    path = Path(os.environ.get("MENLING_PICTURE") or folder / "sandbox.png")
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size > 10_000
