"""The trace as one page to look at: requirements, what serves them, what verifies them, what is missing."""

import re
from collections.abc import Sequence
from html import escape

from msgspec import Struct

from ..templates.rendering import render
from .gates import GATES
from .trace_coverage import Coverage
from .trace_coverage_page import coverage_view
from .trace_view import Gap, Item, Trace

# The kinds of code in the order in which a reader follows them, with their headings.
CODE_KINDS = (
    ("function", "Code"),
    ("wasm", "WebAssembly"),
    ("route", "Routes"),
    ("template", "Pages"),
    ("table", "Tables"),
    ("statement", "SQL"),
)


NUMBERED = re.compile(r"[^0-9.]+[0-9.]+")


class GapView(Struct, frozen=True):
    """What falls under one gate: the gate, what it means and a line for each gap."""

    gate: str
    meaning: str
    messages: tuple[str, ...]


class CodeView(Struct, frozen=True):
    """Places in the generated system under one heading: (name, path, place)."""

    heading: str
    places: tuple[tuple[str, str, str], ...]


class UseView(Struct, frozen=True):
    """Something that a scenario uses, with the code that realises it."""

    kind: str
    title: str
    place: str
    code: tuple[CodeView, ...]


class RuleView(Struct, frozen=True):
    """A rule of a requirement, with the code that realises it."""

    id: str
    title: str
    place: str
    status: str
    code: tuple[CodeView, ...]


class TestView(Struct, frozen=True):
    """A test: its name, the path of its file, its place and its outcome."""

    name: str
    path: str
    place: str
    outcome: str


class ScenarioView(Struct, frozen=True):
    """A scenario with its steps and tests."""

    id: str
    title: str
    place: str
    status: str
    steps: tuple[str, ...]
    tests: tuple[TestView, ...]


class RequirementView(Struct, frozen=True):
    """A requirement with everything below it; `depth` is its level in the tree."""

    id: str
    title: str
    text: str
    place: str
    images: tuple[str, ...]
    depth: int
    status: str
    rules: tuple[RuleView, ...]
    scenarios: tuple[ScenarioView, ...]
    uses: tuple[UseView, ...]
    words: str


def render_page(trace: Trace, coverage: Coverage | None = None) -> str:
    """Return the page, with what tests with probes reached where they ran and nothing was changed since."""
    roots = [item for item in trace.of_kind("requirement") if item.parent not in trace.items]
    views = [view for root in in_order(roots) for view in _views(trace, root, 0)]
    scenarios = trace.of_kind("scenario")
    statuses = [trace.status(item) for item in scenarios]
    counts = [(status, statuses.count(status)) for status in dict.fromkeys(sorted(statuses))]
    return render(
        "traceability/trace.html.jinja", system=escape(trace.system), requirements=views, counts=counts,
        total=len(scenarios), gaps=_gaps([*trace.gaps(), *(coverage.gaps() if coverage else ())]),
        coverage=coverage_view(coverage, trace) if coverage and not coverage.is_stale else None,
    )  # fmt: skip


def in_order(requirements: Sequence[Item]) -> list[Item]:
    """Return requirements by their numbers, REQ-2 before REQ-10; those without one stay in the order they have."""
    return sorted(requirements, key=lambda item: _place_of_number(item.id))


def _place_of_number(name: str) -> tuple[bool, str, list[int]]:
    if not NUMBERED.fullmatch(name):
        return True, "", []
    return False, name.rstrip("0123456789."), [int(number) for number in re.findall(r"[0-9]+", name)]


def _gaps(gaps: Sequence[Gap]) -> list[GapView]:
    groups = [
        GapView(gate.name, gate.meaning, tuple(escape(gap.message) for gap in gaps if gap.gate == gate.name))
        for gate in GATES.values()
    ]
    return [group for group in groups if group.messages]


def _views(trace: Trace, item: Item, depth: int) -> list[RequirementView]:
    children = in_order(trace.children(item, "requirement"))
    below = [view for child in children for view in _views(trace, child, depth + 1)]
    return [_requirement(trace, item, depth, [view.status for view in below]), *below]


def _requirement(trace: Trace, item: Item, depth: int, below: list[str]) -> RequirementView:
    rules = trace.children(item, "rule")
    found = [*trace.children(item, "scenario"), *(s for rule in rules for s in trace.children(rule, "scenario"))]
    scenarios = tuple(_scenario(trace, scenario) for scenario in found)
    used = {use.id: use for scenario in found for use in trace.uses(scenario)}
    return RequirementView(
        id=escape(item.id),
        title=escape(item.title),
        text=escape(item.text),
        place=escape(item.place),
        images=tuple(escape(path) for path in item.images),
        depth=depth,
        status=_worst([scenario.status for scenario in scenarios] + below),
        rules=tuple(_rule(trace, rule) for rule in rules),
        scenarios=scenarios,
        uses=tuple(_use(trace, use) for use in used.values()),
        words=escape(
            " ".join([item.id, item.title, item.text, *(f"{s.id} {s.title} {s.text}" for s in found)]).lower()
        ),
    )


def _worst(statuses: list[str]) -> str:
    order = ("failed", "missing", "suspect", "not run", "passed")
    return next((status for status in order if status in statuses), "missing")


def _scenario(trace: Trace, item: Item) -> ScenarioView:
    tests = tuple(_test(trace, test) for test in trace.tests_of(item))
    steps = tuple(escape(line) for line in item.text.splitlines())
    return ScenarioView(escape(item.id), escape(item.title), escape(item.place), trace.status(item), steps, tests)


def _test(trace: Trace, item: Item) -> TestView:
    return TestView(escape(item.title), _path(item), escape(item.place), trace.outcome(item))


def _rule(trace: Trace, item: Item) -> RuleView:
    code = _by_kind(trace.code_of(item))
    return RuleView(escape(item.id), escape(item.title), escape(item.place), trace.status(item), code)


def _use(trace: Trace, item: Item) -> UseView:
    """Return what is used with its code, and with the functions in WebAssembly of what it demands."""
    clauses = trace.children(item, "guard", "guarantee")
    asked = [code for clause in clauses for code in trace.code_of(clause) if code.kind == "wasm"]
    code = _by_kind([*trace.code_of(item), *asked])
    return UseView(item.kind, escape(item.title), escape(item.place), code)


def _by_kind(code: Sequence[Item]) -> tuple[CodeView, ...]:
    groups = [
        CodeView(heading, tuple((escape(c.title), _path(c), escape(c.place)) for c in code if c.kind == kind))
        for kind, heading in CODE_KINDS
    ]
    return tuple(group for group in groups if group.places)


def _path(item: Item) -> str:
    return escape(item.place.rpartition(":")[0])
