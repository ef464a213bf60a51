"""Headless Chromium, the system's own, and something for it to look at."""

import os
import shutil
import socket
import subprocess
import sys
import time
import warnings
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
UP_WITHIN = 60.0


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium():
    """One browser per module; without one the tests say so loudly, and in CI they fail.

    Not per session: while it is there its event loop counts as running, and other modules' async tests need their own.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        why = f"NO BROWSER TESTS: none of {', '.join(BROWSERS)} is installed (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(why)
        warnings.warn(why, stacklevel=1)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def windows(chromium):
    """A browser profile per kind of screen, shared by the tests: the page's scripts are fetched once."""
    contexts = {}

    def window(**kind):
        key = repr(kind)
        if key not in contexts:
            contexts[key] = chromium.new_context(**kind)
        return contexts[key].new_page()

    return window


@pytest.fixture
def opened(windows):
    """Open an address in a new tab; what goes wrong in its scripts fails the test."""
    pages, complaints = [], []

    def open_page(address, *, width=1440, height=900, locale="zh-CN", **more):
        page = windows(viewport={"width": width, "height": height}, locale=locale, **more)
        pages.append(page)
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: outside(request.url, address, complaints))
        page.goto(address)
        page.wait_for_selector(".phone")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert complaints == []


def outside(url, address, complaints):
    """Everything the page needs comes with it."""
    local = url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
    if not local:
        complaints.append(f"asked the network for {url}")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def started(tmp_path_factory):
    """Start a program that serves the sandbox on a free port; answers its address once it is up."""
    running = {}

    def start(*command, **environment):
        port = free_port()
        log = tmp_path_factory.mktemp("log") / "output.txt"
        arguments = [sys.executable, *(str(port) if part == "PORT" else part for part in command)]
        values = {key: str(port) if value == "PORT" else value for key, value in environment.items()}
        with log.open("wb") as out:
            process = subprocess.Popen(
                arguments,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **values},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        running[process] = log
        address = f"http://127.0.0.1:{port}/"
        until = time.monotonic() + UP_WITHIN
        while time.monotonic() < until and process.poll() is None:
            try:
                if httpx.get(address, timeout=2).status_code == 200:
                    return address
            except httpx.HTTPError:
                time.sleep(0.05)
        pytest.fail(f"not up within {UP_WITHIN:.0f} s:\n{ending(log)}")

    yield start
    fell = [ending(log) for process, log in running.items() if process.poll() is not None]
    for process in running:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
    assert fell == [], "\n".join(["it stopped by itself:", *fell])


def ending(log):
    return log.read_text(errors="replace")[-4000:]


@pytest.fixture(scope="session")
def toy(started):
    """The sandbox with a small bot of the tests' own."""
    return started("tests/browser/toy.py", "PORT")
