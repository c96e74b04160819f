"""A real server with the demonstration in it, and a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.journeys.browser import DESKTOP, Person

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of this module's own, with the demonstration as it is at first."""
    with _demonstration(tmp_path_factory.mktemp("demonstration"), _free_port()) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's browser."""
    program = os.environ.get("CONSULTATION_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.fail(
            "The journeys need a browser: install Chromium (apt-get install chromium) or set CONSULTATION_CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def somebody(chromium: Browser, site: str) -> Iterator[Callable[..., Person]]:
    """Seats people at windows of their own: `somebody("dilnoza", size=PHONE, locale="ru")`, a visitor without a name."""
    contexts: list[BrowserContext] = []

    def seat(who: str = "", *, size: tuple[int, int] = DESKTOP, locale: str = "en") -> Person:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True)
        context.set_default_timeout(20_000)
        contexts.append(context)
        person = Person.at(context, site)
        if who:
            person.sign_in(f"{who}@demo.example")
        person.open(f"/?lang={locale}")
        return person

    yield seat
    for context in contexts:
        context.close()


@contextmanager
def _demonstration(folder: Path, port: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONSULTATION_")},
        "CONSULTATION_DATA_DIR": str(folder / "data"),
        "CONSULTATION_BASE_URL": address,
    }
    command = [sys.executable, "-m", "consultation", "demo", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, server, folder / "server.log")
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
        except (OSError, HTTPException):
            time.sleep(0.1)
    pytest.fail(f"The server did not start: {log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
