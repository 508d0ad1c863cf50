"""A form says as it is filled in what the server says of the same values."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser
from served_forms import FILL, MESSAGES, Served, Values, served, sign_in, submit, wait_for_script
from typed_texts import typed_text

READ = """async (items) => {
  const readings = await import("/static/readings.js");
  return items.map(([reader, options, text]) => {
    const { value, problem } = readings[reader]("Label", options)([text]);
    return [typeof value === "bigint" ? String(value) : value ?? null, problem ?? null];
  });
}"""
# How the server reads an input, and how its page does.
READERS: list[tuple[str, Values, str, Values]] = [
    ("text", {}, "text", {}),
    ("integer", {}, "integer", {}),
    ("units", {"scale": 2, "noun": "amount"}, "units", {"scale": 2, "noun": "amount"}),
    ("units", {"scale": 3, "noun": "number"}, "units", {"scale": 3, "noun": "number"}),
    ("day", {}, "day", {}),
    ("moment", {}, "moment", {}),
    ("duration", {}, "duration", {}),
    ("yes_or_no", {}, "yesOrNo", {}),
    ("number_choice", {}, "number", {}),
]


@pytest.fixture(scope="module", params=["ticket_booking", "helpdesk", "festival"])
def system(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Provide each system with cases."""
    yield from served(request.param, tmp_path_factory.mktemp(request.param))


def long_texts(value: Any) -> Any:
    """Return a value as it is typed: `LONG12` is a text of twelve letters, `LINES12` the same with a line break."""
    for word, start in (("LONG", ""), ("LINES", "x\n")):
        if isinstance(value, str) and value.startswith(word):
            return start + "x" * (int(value.removeprefix(word)) - len(start.replace("\n", "\r\n")))
    return value


def tried(form: dict[str, Any]) -> Iterator[Values]:
    """Yield what is typed: what is right, that with each value changed, and with several."""
    changes: list[Values] = [{}, *form["together"]]
    changes += [{name: value} for name, values in form["tries"].items() for value in values]
    for change in changes:
        yield {name: long_texts(value) for name, value in {**form["good"], **change}.items()}


def test_a_form_says_what_the_server_says(system: Served, browser: Browser) -> None:
    said: set[str] = set()
    count = 0
    for form in system.forms:
        page = browser.new_context(base_url=system.url).new_page()
        page.set_default_timeout(5000)
        system.make_fresh()
        sign_in(page, form.get("person"))
        live: dict[str, str] = {}
        for values in tried(form):
            if not live:  # else the form is there again, with what the server said
                system.make_fresh()
                page.goto(form["page"])
            wait_for_script(page, form)
            page.evaluate(FILL, [values, False])
            live = page.evaluate(MESSAGES)
            submit(page, form)
            assert live == page.evaluate(MESSAGES), (form["form"], values)
            said |= set(live.values())
            count += 1
        page.context.close()
    print(f"{count} fillings, {len(said)} messages, no contradiction")
    assert len(said) > 5


@pytest.mark.parametrize(("reader", "options", "script_reader", "script_options"), READERS)
def test_a_page_reads_no_text_otherwise_than_the_server(
    reader: str, options: Values, script_reader: str, script_options: Values, festival: Served, browser: Browser
) -> None:
    random = Random(reader)
    texts = sorted({typed_text(random) for _ in range(2000)})
    page = browser.new_page()
    page.goto(f"{festival.url}/static/style.css")
    live = page.evaluate(READ, [[script_reader, script_options, text] for text in texts])
    page.close()
    asked = json.dumps([[reader, options, re.sub(r"\r\n?|\n", "\r\n", text)] for text in texts])
    script = Path(__file__).with_name("server_readings.py")
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=festival.folder, input=asked, capture_output=True, text=True, check=True)
    judged = [(text, mine, theirs) for text, mine, theirs in zip(texts, live, json.loads(done.stdout), strict=True)]
    assert [item for item in judged if item[1] not in ([None, None], item[2])] == []
    assert sum(mine != [None, None] for mine in live) > 10
