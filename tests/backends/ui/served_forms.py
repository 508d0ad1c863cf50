"""Generated systems with forms, in a browser: how they are served, filled in and read."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from weft.compiler.cli import run

ROOT = Path(__file__).parents[3]
CASES = Path(__file__).parent / "cases"
PASSWORD = "correct-horse-battery"
Values = dict[str, Any]

FILL = """([values, isUnheard]) => {
  for (const [id, value] of Object.entries(values)) {
    const control = document.getElementById(id);
    const boxes = control.matches("fieldset") ? [...control.querySelectorAll("input")] : [];
    for (const box of boxes) box.checked = value.includes(box.value);
    if (control.type === "checkbox") control.checked = value === "yes";
    else if (boxes.length === 0) control.value = value;
    if (isUnheard) continue;
    for (const kind of ["input", "change"]) (boxes[0] ?? control).dispatchEvent(new Event(kind, { bubbles: true }));
  }
}"""
MESSAGES = """() => Object.fromEntries([...document.querySelectorAll(".error")].map(
  (error) => [error.id.replace("-error", ""), error.textContent]))"""


@dataclass(frozen=True, slots=True)
class Served:
    """A generated system behind an address, and the cases that are tried on it."""

    url: str
    folder: Path
    forms: list[dict[str, Any]]

    def make_fresh(self) -> None:
        """Forget what was done so far."""
        urlopen(f"{self.url}/fresh", timeout=20).read()


def served(name: str, folder: Path) -> Iterator[Served]:
    """Build the system of a file of cases and serve it."""
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert run(["build", str(ROOT / case["spec"]), "--out", str(folder), "--quiet"]) == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    script = Path(__file__).with_name("fresh_system.py")
    command = [sys.executable, str(script), str(port), *case["records"]]
    with subprocess.Popen(command, cwd=folder) as server:
        try:
            found = Served(f"http://127.0.0.1:{port}", folder, case["forms"])
            wait_for(found)
            yield found
        finally:
            server.terminate()


def wait_for(system: Served) -> None:
    """Wait until a system answers."""
    for _ in range(200):
        try:
            return system.make_fresh()
        except HTTPError:
            raise
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{system.url} never answered")


def sign_in(page: Page, person: str | None) -> None:
    """Sign somebody in."""
    if person is not None:
        page.goto("/sign-in")
        page.fill("#identifier", person)
        page.fill("#password", PASSWORD)
        page.get_by_role("main").get_by_role("button").click()


def wait_for_script(page: Page, form: dict[str, Any]) -> None:
    """Wait until a form is followed."""
    page.wait_for_selector(f"form[data-name={form['form']}] > [role=status]", state="attached")


def submit(page: Page, form: dict[str, Any]) -> None:
    """Send a form."""
    with page.expect_navigation():
        page.locator(f"form[data-name={form['form']}] button[type=submit]").click()
