"""The trace as a page: well-formed, safe whatever the titles hold, in order, with words to search for."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from trace_samples import EDGES, NODES, PASSED, node, write_trace

from weft.compiler.trace_page import in_order, render_page
from weft.compiler.trace_view import Item, load_trace

VOID = ("meta", "input")
NASTY = "<script>alert('x')</script> & \"quoted\" </style>"


class Page(HTMLParser):
    """Reads a page and holds what a test asks about; `open` is what was not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def having(self, attribute: str) -> list[str]:
        """Return the values of an attribute, wherever it stands."""
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


def page_of(folder: Path) -> Page:
    return Page(render_page(load_trace(folder)))


def test_the_page_is_well_formed_and_its_ids_are_unique(tmp_path: Path) -> None:
    page = page_of(write_trace(tmp_path, outcomes=PASSED))
    assert page.open == []
    ids = page.having("id")
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_leads_somewhere(tmp_path: Path) -> None:
    page = page_of(write_trace(tmp_path))
    targets = [link[1:] for link in page.having("href") if link.startswith("#")]
    assert targets == ["REQ-1"]
    assert set(targets) <= set(page.having("id"))


def test_the_page_needs_nothing_from_the_network(tmp_path: Path) -> None:
    page = page_of(write_trace(tmp_path))
    assert page.having("src") == []
    assert not any(link.startswith(("http", "//")) for link in page.having("href"))


def test_a_requirement_is_shown_with_scenarios_steps_tests_and_code(tmp_path: Path) -> None:
    page = page_of(write_trace(tmp_path, outcomes=PASSED))
    for shown in ("Members write notes", "A note is written", "When Ann writes", "test_write", "passed", "a.weft:1"):
        assert shown in page.text
    assert {"tests/a.py", "app/write.py"} <= set(page.having("href"))


def test_rules_and_what_an_action_requires_lead_to_their_functions_in_webassembly(tmp_path: Path) -> None:
    names = {"R-1": "R-1.always.1", "action:write/requires:1": "action.write.requires.1"}
    functions = [node("wasm", name, title=name, place=f"app/rules/{name}.wasm:0x10") for name in names.values()]
    edges = [(name, "implements", element) for element, name in names.items()]
    page = page_of(write_trace(tmp_path, (*NODES, *functions), (*EDGES, *edges)))
    for name in names.values():
        assert f"app/rules/{name}.wasm:0x10" in page.text
        assert f"app/rules/{name}.wasm" in page.having("href")


@pytest.mark.parametrize("kind", ["requirement", "rule", "scenario", "action", "guard", "test", "function"])
def test_whatever_a_title_holds_is_only_text(kind: str, tmp_path: Path) -> None:
    nodes = [{**item, "title": NASTY, "text": NASTY} if item["kind"] == kind else item for item in NODES]
    page = page_of(write_trace(tmp_path, nodes, outcomes={}))
    assert page.open == []
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert kind == "guard" or NASTY in page.text


def test_whatever_ids_and_places_hold_is_only_text(tmp_path: Path) -> None:
    strange = [{**item, "id": f'{item["id"]}"><b>', "place": '"><b>:1'} for item in NODES]
    strange = [{**item, "parent": f'{item["parent"]}"><b>'} if "parent" in item else item for item in strange]
    edges = [(f'{source}"><b>', kind, f'{target}"><b>') for source, kind, target in EDGES]
    plain = page_of(write_trace(tmp_path / "plain"))
    page = page_of(write_trace(tmp_path / "strange", strange, edges))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]


def test_the_words_of_scenarios_and_steps_can_be_searched_for(tmp_path: Path) -> None:
    words = page_of(write_trace(tmp_path)).having("data-words")
    assert len(words) == 2  # in the list and in the text
    assert all("members write notes" in each and "sc-1" in each and "when ann writes" in each for each in words)


def test_gaps_are_counted_by_gate(tmp_path: Path) -> None:
    page = page_of(write_trace(tmp_path))
    words = " ".join(page.text.split())
    assert "Gaps not-run 2 a scenario's tests have not been run R-1 Notes have titles was not run" in words


def test_without_gaps_there_is_no_such_section(tmp_path: Path) -> None:
    assert "Gaps" not in page_of(write_trace(tmp_path, outcomes=PASSED)).text


def test_a_requirement_is_as_well_as_the_worst_below_it(tmp_path: Path) -> None:
    nodes = [
        node("requirement", "REQ-0"),
        *({**item, "parent": "REQ-0"} if item["id"] == "REQ-1" else item for item in NODES),
    ]
    page = page_of(write_trace(tmp_path, nodes, outcomes=dict.fromkeys(PASSED, "failed")))
    dots = [attributes["title"] for tag, attributes in page.tags if tag == "span" and "title" in attributes]
    assert dots == ["failed", "failed"]


def test_requirements_stand_in_the_order_of_their_numbers() -> None:
    names = ["REQ-10", "REQ-2", "members-write", "REQ-2.10", "REQ-2.9", "an-other", "ABC-1"]
    items = [Item(name, "requirement", "", "", "") for name in names]
    shown = [item.id for item in in_order(items)]
    assert shown == ["ABC-1", "REQ-2", "REQ-2.9", "REQ-2.10", "REQ-10", "members-write", "an-other"]
