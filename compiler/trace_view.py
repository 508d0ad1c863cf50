"""Joins the trace of a system with the results of its tests, and finds the gaps."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..diagnostics import WeftError
from .ownership import MANIFEST

TRACE = "trace.json"
RESULTS = Path(MANIFEST).with_name("results.json")
TESTED = Path(MANIFEST).with_name("tested.json")


class NoTrace(WeftError, FileNotFoundError):
    """A folder holds no trace that could be read."""


class Item(Struct, frozen=True):
    """A node of the trace."""

    id: str
    kind: str
    title: str
    place: str
    hash: str
    parent: str | None = None
    text: str = ""
    images: tuple[str, ...] = ()


class Gap(Struct, frozen=True):
    """Something that is missing, by the gate it falls under; `place` is a line of the specification, if it has one."""

    gate: str
    id: str
    message: str
    place: str = ""


class Trace(Struct):
    """The trace of a system with the outcome of each test ("passed", "failed", "skipped", or not there)."""

    system: str
    items: dict[str, Item]
    outgoing: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    incoming: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tested: dict[str, str] = field(default_factory=dict[str, str])

    def of_kind(self, *kinds: str) -> list[Item]:
        """Return the items of some kinds in the order of the specification."""
        return [item for item in self.items.values() if item.kind in kinds]

    def children(self, item: Item, *kinds: str) -> list[Item]:
        """Return the items whose parent is this one."""
        return [child for child in self.of_kind(*kinds) if child.parent == item.id]

    def uses(self, item: Item) -> list[Item]:
        """Return what an item uses."""
        return [self.items[name] for name in self.outgoing[item.id, "uses"]]

    def code_of(self, item: Item) -> list[Item]:
        """Return the code that realises an item."""
        return [self.items[name] for name in self.incoming[item.id, "implements"]]

    def tests_of(self, item: Item) -> list[Item]:
        """Return the tests that verify an item."""
        return [self.items[name] for name in self.incoming[item.id, "verifies"]]

    def outcome(self, test: Item) -> str:
        """Return the worst outcome of a test over its parameters."""
        found = self.outcomes.get(test.id, [])
        for outcome in ("failed", "error", "passed", "skipped"):
            if outcome in found:
                return outcome
        return "not run"

    def status(self, item: Item) -> str:
        """Return how the tests of an item went together: failed, suspect, passed, not run or missing."""
        outcomes = {self.outcome(test) for test in self.tests_of(item)}
        if not outcomes:
            return "missing"
        if outcomes & {"failed", "error"}:
            return "failed"
        if "passed" not in outcomes:
            return "not run"
        return "suspect" if self.is_suspect(item) else "passed"

    def is_suspect(self, item: Item) -> bool:
        """Tell whether an item, or anything that it uses, changed since its tests last ran."""
        return any(self.tested.get(found.id, found.hash) != found.hash for found in self._used_by(item))

    def _used_by(self, item: Item) -> list[Item]:
        """Return an item, what it uses, what that uses, and so on, each once."""
        found = {item.id: item}
        waiting = [item]
        while waiting:
            new = [use for use in self.uses(waiting.pop()) if use.id not in found]
            found.update((use.id, use) for use in new)
            waiting += new
        return list(found.values())

    def gaps(self) -> list[Gap]:
        """Return everything that is missing, in the order of the specification."""
        return [gap for item in self.items.values() for gap in self._gaps_of(item)]

    def _gaps_of(self, item: Item) -> Iterator[Gap]:
        match item.kind:
            case "requirement":
                below = [child for child in self.items.values() if child.parent == item.id]
                if not below:
                    yield Gap("untested-requirement", item.id, f"{item.id} {item.title} has no scenario")
                if self.is_suspect(item):
                    yield Gap("suspect", item.id, f"{item.id} {item.title} changed after its tests ran")
            case "scenario" | "rule":
                yield from self._test_gaps(item)
            case "action" | "guard":
                is_used = self.incoming[item.id, "uses"] or self.tests_of(item)
                if not is_used:
                    yield Gap("uncovered", item.id, f"nothing exercises {item.id}")
            case "test" if self.outcome(item) in ("failed", "error"):
                yield Gap("failed", item.id, f"{item.id} failed")
            case _:
                pass

    def _test_gaps(self, item: Item) -> Iterator[Gap]:
        status = self.status(item)
        if status == "missing":
            yield Gap("missing-test", item.id, f"{item.id} {item.title} has no test")
        elif status in ("not run", "suspect"):
            gate = status.replace(" ", "-")
            words = "was not run" if status == "not run" else "changed after its tests ran"
            yield Gap(gate, item.id, f"{item.id} {item.title} {words}")


def load_trace(folder: Path) -> Trace:
    """Read the trace of a built system and the results of its last test run, if there was one."""
    document = _read(folder / TRACE)
    if document is None:
        raise NoTrace(f"{folder} holds no {TRACE}; run `weft build` first")
    try:
        trace = _linked(document)
        _add_results(trace, _read(folder / RESULTS) or {}, _read(folder / TESTED) or {})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoTrace(f"{folder} holds a trace or test results that weft did not write") from error
    return trace


def _linked(document: Mapping[str, Any]) -> Trace:
    trace = Trace(str(document["system"]), {node["id"]: Item(**node) for node in document["nodes"]})
    for source, kind, target in document["edges"]:
        if source in trace.items and target in trace.items:
            trace.outgoing[source, kind].append(target)
            trace.incoming[target, kind].append(source)
    return trace


def _add_results(trace: Trace, results: Mapping[str, Any], tested: Mapping[str, Any]) -> None:
    for test, result in results.items():
        trace.outcomes[test.partition("[")[0]].append(result["outcome"])
    trace.tested.update(tested)


def remember_tested(folder: Path) -> None:
    """Keep the hashes of what the tests just ran against, so that later changes show."""
    document = _read(folder / TRACE)
    if document is not None:
        hashes = {node["id"]: node["hash"] for node in document["nodes"]}
        (folder / TESTED).write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def _read(path: Path) -> Any:
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NoTrace(f"{path} is not JSON: {error}") from error
