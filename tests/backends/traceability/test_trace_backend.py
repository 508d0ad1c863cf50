"""The trace of a small spec: its nodes, how they hang together, and the same bytes wherever it is made."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from weft.backends.backend import OutputFile
from weft.backends.traceability.trace_backend import trace_file, trace_graph
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model

SPEC = """\
System: Notes
  clock 2026-01-05 09:00
Role: Member
  signs in with email, password
Entity: Note
  title: text(80)
  author: Member owner
  status: draft | published
  written: datetime
Action: write_note(title: text) -> Note
  by Member
  says "writes {title}"
  requires now > 2020-01-01 00:00 else "Too early"
  creates Note with title = title, author = me, written = now
Action: publish(note: Note)
  by owner of note
  says "publishes {note}"
  requires note.status is draft else "Published already"
  changes note.status to published
  ensures note.status is published
Action: tidy(note: Note)
  by system when note.status is draft and note.written + 2 days <= now
  deletes note
Page: Notes at "/notes" for Member
  form write_note asks title button "Write"
  table of Note where author is me sorted by id
  columns title, status
  row button "Publish" does publish when status is draft
Feature: REQ-1 Notes
Feature: REQ-1.1 Members write notes
  needs REQ-1
  Said in one breath.
  Scenario: SC-3 Old drafts go
    Given member "Ann" is signed in
    And these notes exist
      | title | author | written          |
      | Old   | Ann    | 2026-01-05 09:00 |
    When 3 days pass
    Then there are no notes
  Rule: R-1 Titles are short
    always status is draft or status is published for every Note
    Background:
      Given member "Ann" is signed in
    Scenario Outline: SC-1 A note is written
      When Ann writes "<title>"
      Then there is a note with title "<title>"
      Examples:
        | title |
        | One   |
        | Two   |
    Scenario: SC-2 A note is published once
      Given Ann writes "Hello"
      And Ann publishes the note
      When Ann publishes the note
      Then the action is rejected with "Published already"
"""

SCENARIO_TEST = '''\
"""Tests."""

import pytest


@pytest.mark.verifies("SC-1", "R-1", "REQ-1.1", "SC-404")
def test_writing() -> None:
    def test_inner() -> None: ...


class TestPages:
    @pytest.mark.verifies("SC-2")
    def test_publishing(self) -> None: ...


def helper() -> None: ...
'''
SERVICE = '''\
"""Publishing."""


def publish() -> str:
    return "action:publish/requires:1"


@router.post("/notes")
async def write_route() -> None:
    """Serve action:write_note."""
'''
SQL = "-- name: find\nSELECT 1\n;\n-- name: list_all\nSELECT 2\n;\n"
SCHEMA = 'CREATE TABLE "notes" (\n  id INTEGER\n);\nCREATE TABLE members (\n  id INTEGER\n);\n'
FILES = (
    OutputFile("tests/test_notes.py", SCENARIO_TEST, ("entity:Note",)),
    OutputFile("app/publish.py", SERVICE, ("action:publish",)),
    OutputFile("app/database/notes.sql", SQL, ("entity:Note",)),
    OutputFile("app/database/schema.sql", SCHEMA),
    OutputFile("app/pages/notes.html", "<p>", ("page:Notes",)),
    OutputFile("README.md", "# Notes", ("page:Notes",)),
)


def model_of(text: str, name: str = "spec/notes.weft") -> Model:
    compiled = compile_sources([Source(name, text)])
    assert compiled.is_sound, compiled.diagnostics
    return compiled.model


@pytest.fixture(scope="module")
def model() -> Model:
    return model_of(SPEC)


@pytest.fixture(scope="module")
def nodes(model: Model) -> dict[str, dict[str, str]]:
    """Return the nodes of trace.json by id."""
    return {node["id"]: node for node in document(model)["nodes"]}


@pytest.fixture(scope="module")
def edges(model: Model) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.kind, edge.target) for edge in trace_graph(model, FILES).edges}


def document(model: Model) -> dict[str, Any]:
    return json.loads(trace_file(model, FILES).text)


def hashes(text: str) -> dict[str, str]:
    return {node["id"]: node["hash"] for node in document(model_of(text))["nodes"]}


def test_everything_that_is_declared_is_a_node(nodes: dict[str, dict[str, str]]) -> None:
    kinds = {name: node["kind"] for name, node in nodes.items() if not name.startswith(("app/", "tests/"))}
    assert kinds == {
        "REQ-1": "requirement",
        "REQ-1.1": "requirement",
        "R-1": "rule",
        "SC-1/1": "scenario",
        "SC-1/2": "scenario",
        "SC-2": "scenario",
        "SC-3": "scenario",
        "role:Member": "entity",
        "entity:Note": "entity",
        "page:Notes": "page",
        "action:write_note": "action",
        "action:write_note/requires:1": "guard",
        "action:publish": "action",
        "action:publish/requires:1": "guard",
        "action:publish/ensures:1": "guarantee",
        "action:tidy": "action",
    }


@pytest.mark.parametrize(
    ("name", "parent"),
    [("REQ-1.1", "REQ-1"), ("R-1", "REQ-1.1"), ("SC-1/2", "R-1"), ("SC-3", "REQ-1.1")],
)
def test_a_node_knows_what_it_belongs_to(name: str, parent: str, nodes: dict[str, dict[str, str]]) -> None:
    assert nodes[name]["parent"] == parent


def test_the_steps_of_a_scenario_are_spoken_with_their_keywords(nodes: dict[str, dict[str, str]]) -> None:
    assert nodes["SC-2"]["text"].splitlines() == [
        'Given member "Ann" is signed in',
        'And Ann writes "Hello"',
        "And Ann publishes the note",
        "When Ann publishes the note",
        'Then the action is rejected with "Published already"',
    ]


def test_a_row_of_an_outline_is_spoken_with_its_values(nodes: dict[str, dict[str, str]]) -> None:
    assert 'When Ann writes "Two"' in nodes["SC-1/2"]["text"]


def test_places_are_counted_from_the_folder_of_the_spec(nodes: dict[str, dict[str, str]]) -> None:
    assert nodes["entity:Note"]["place"] == "notes.weft:5"
    assert nodes["app/publish.py::publish"]["place"] == "app/publish.py:4"


@pytest.mark.parametrize(
    "edge",
    [
        ("REQ-1.1", "refines", "REQ-1"),
        ("REQ-1.1", "needs", "REQ-1"),
        ("R-1", "refines", "REQ-1.1"),
        ("R-1", "uses", "entity:Note"),
        ("SC-1/1", "refines", "R-1"),
        ("SC-1/1", "uses", "action:write_note"),
        ("SC-1/1", "uses", "role:Member"),
        ("SC-2", "uses", "action:publish/requires:1"),
        ("SC-3", "uses", "action:tidy"),
        ("page:Notes", "uses", "action:publish"),
        ("page:Notes", "uses", "action:write_note"),
        ("page:Notes", "uses", "entity:Note"),
        ("action:publish", "uses", "entity:Note"),
        # The generated system:
        ("tests/test_notes.py::test_writing", "verifies", "SC-1/1"),
        ("tests/test_notes.py::test_writing", "verifies", "SC-1/2"),
        ("tests/test_notes.py::test_writing", "verifies", "REQ-1.1"),
        ("tests/test_notes.py::TestPages.test_publishing", "verifies", "SC-2"),
        ("app/publish.py::publish", "implements", "action:publish/requires:1"),
        ("app/publish.py::publish", "implements", "action:publish"),
        ("app/publish.py::write_route", "implements", "action:write_note"),
        ("app/database/notes.sql::find", "implements", "entity:Note"),
        ("app/database/schema.sql::notes", "implements", "entity:Note"),
        ("app/pages/notes.html", "implements", "page:Notes"),
    ],
    ids="-".join,
)
def test_what_hangs_together_has_an_edge(edge: tuple[str, str, str], edges: set[tuple[str, str, str]]) -> None:
    assert edge in edges


@pytest.mark.parametrize(
    "edge",
    [
        ("SC-1/1", "uses", "action:write_note/requires:1"),
        ("SC-1/1", "uses", "action:tidy"),
        ("SC-2", "uses", "action:write_note/requires:1"),
    ],
    ids="-".join,
)
def test_what_has_nothing_to_do_with_each_other_has_none(
    edge: tuple[str, str, str], edges: set[tuple[str, str, str]]
) -> None:
    assert edge not in edges


def test_both_ends_of_every_edge_are_nodes(nodes: dict[str, dict[str, str]], edges: set[tuple[str, str, str]]) -> None:
    assert all(source in nodes and target in nodes and source != target for source, _, target in edges)


def test_functions_routes_statements_tables_templates_and_tests_are_told_apart(
    nodes: dict[str, dict[str, str]],
) -> None:
    kinds = {name: node["kind"] for name, node in nodes.items() if name.startswith(("app/", "tests/"))}
    assert kinds == {
        "tests/test_notes.py::test_writing": "test",
        "tests/test_notes.py::TestPages.test_publishing": "test",
        "app/publish.py::publish": "function",
        "app/publish.py::write_route": "route",
        "app/database/notes.sql::find": "statement",
        "app/database/notes.sql::list_all": "statement",
        "app/database/schema.sql::notes": "table",
        "app/database/schema.sql::members": "table",
        "app/pages/notes.html": "template",
    }


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("  Said in one breath.\n", "  Said slowly.\n", {"REQ-1.1"}),
        ("  Rule:", "\n\n  Rule:", set[str]()),
        ("Role: Member\n", "\n# somebody\nRole: Member\n", set[str]()),
        ("| Old   |", "| Aged  |", {"SC-3"}),
        ("| Two   |", "| Three |", {"SC-1/2"}),
        ('else "Too early"', 'else "Too soon"', {"action:write_note", "action:write_note/requires:1"}),
        ("text(80)", "text(90)", {"entity:Note", "page:Notes"}),
    ],
    ids=["description", "blank lines", "comment", "step table", "example", "guard", "field"],
)
def test_a_hash_changes_with_what_is_said_and_not_with_where(old: str, new: str, changed: set[str]) -> None:
    before, after = hashes(SPEC), hashes(SPEC.replace(old, new))
    assert {name for name in before if before[name] != after[name]} == changed


SCRIPT = """
import sys
from pathlib import Path
from weft.backends.traceability.trace_backend import trace_file
from weft.compiler.pipeline import check_spec
sys.stdout.write(trace_file(check_spec([Path(sys.argv[1])]).compiled.model, []).text)
"""


def test_the_trace_is_the_same_bytes_in_every_process_and_folder(tmp_path: Path) -> None:
    spec = tmp_path / "deep" / "spec"
    spec.mkdir(parents=True)
    (spec / "notes.weft").write_text(SPEC)
    places = [(spec.parent, "spec", "0"), (tmp_path, "deep/spec", "1"), (Path("/"), str(spec), "2"), (spec, ".", "3")]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, path],
            cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for folder, path, seed in places
    }  # fmt: skip
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["system"] == "Notes"
