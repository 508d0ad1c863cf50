"""Small traces, made by hand, for the tests of what reads them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from weft.compiler.trace_view import RESULTS, TESTED

Node = dict[str, str]


def node(
    kind: str, name: str, parent: str = "", *, title: str = "Title", text: str = "", place: str = "a.weft:1"
) -> Node:
    """Return a node as trace.json has it."""
    found = {
        "id": name,
        "kind": kind,
        "title": title,
        "place": place,
        "hash": "h",
        "parent": parent,
        "text": text,
    }
    return {key: value for key, value in found.items() if value}


REQUIREMENT = node("requirement", "REQ-1", title="Members write notes", text="They like to.")
RULE = node("rule", "R-1", "REQ-1", title="Notes have titles")
SCENARIO = node("scenario", "SC-1", "REQ-1", title="A note is written", text="When Ann writes\nThen there is a note")
ACTION = node("action", "action:write", title="Write")
GUARD = node("guard", "action:write/requires:1", "action:write", title="Too long")
TEST = node("test", "tests/a.py::test_write", title="test_write", place="tests/a.py:3")
FUNCTION = node("function", "app/write.py::write", title="write", place="app/write.py:5")

NODES = (REQUIREMENT, RULE, SCENARIO, ACTION, GUARD, TEST, FUNCTION)
EDGES = (
    ("SC-1", "refines", "REQ-1"),
    ("SC-1", "uses", "action:write"),
    ("app/write.py::write", "implements", "action:write"),
    ("tests/a.py::test_write", "verifies", "SC-1"),
    ("tests/a.py::test_write", "verifies", "R-1"),
    ("tests/a.py::test_write", "verifies", "action:write/requires:1"),
)
PASSED = {"tests/a.py::test_write[1]": "passed", "tests/a.py::test_write[2]": "passed"}


def write_trace(
    folder: Path,
    nodes: Sequence[Node] = NODES,
    edges: Sequence[tuple[str, str, str]] = EDGES,
    outcomes: dict[str, str] | None = None,
    tested: dict[str, str] | None = None,
) -> Path:
    """Write a system's trace, and the results of its tests where there are some; return its folder."""
    (folder / RESULTS).parent.mkdir(parents=True, exist_ok=True)
    _write(folder / "trace.json", {"system": "Notes", "nodes": nodes, "edges": edges})
    if outcomes is not None:
        _write(folder / RESULTS, {test: {"outcome": outcome} for test, outcome in outcomes.items()})
    if tested is not None:
        _write(folder / TESTED, tested)
    return folder


def _write(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document), encoding="utf-8")
