"""What tests with probes reached, as parts of the trace's page: by requirement, by line, by workflow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from msgspec import Struct

from .probed_tests.plan import Element
from .trace_coverage import COVERED, NEVER, OUTSIDE, Coverage, Outcome, outline_of
from .trace_view import Item, Trace
from .trace_workflow import WorkflowView, workflow_view

SIGNS = {COVERED: "✓", "partly": "◐", NEVER: "✗", "": ""}
MEANINGS = {
    COVERED: "reached by scenarios",
    "partly": "reached in part",
    NEVER: "never reached",
    "": "nothing is expected here",
}


class OutcomeView(Struct, frozen=True):
    """What came of a rule: in words, whether it ought to and did, and the scenarios with how often each saw it."""

    text: str
    status: str
    scenarios: tuple[tuple[str, str, int], ...]


class RuleView(Struct, frozen=True):
    """A rule with what came of it: its kind, what it is called, and where it stands."""

    kind: str
    title: str
    anchor: str
    place: str
    note: str
    outcomes: tuple[OutcomeView, ...]


class LineView(Struct, frozen=True):
    """A line of the specification; `sign` and `meaning` tell what its `status` is."""

    number: int
    anchor: str
    text: str
    status: str
    sign: str
    meaning: str
    rules: tuple[RuleView, ...]


class SourceView(Struct, frozen=True):
    """A file of the specification, with how many of the expected outcomes on its lines came."""

    anchor: str
    name: str
    status: str
    counts: str
    lines: tuple[LineView, ...]


class CoverageView(Struct, frozen=True):
    """All that the page shows of coverage."""

    counts: tuple[tuple[str, str], ...]
    requirements: Mapping[str, tuple[RuleView, ...]]
    sources: tuple[SourceView, ...]
    workflows: tuple[WorkflowView, ...]


def coverage_view(coverage: Coverage, trace: Trace) -> CoverageView:
    """Return what tests reached, as the page shows it."""
    return CoverageView(
        _counts(coverage.expected),
        {item.id: _of_requirement(item, coverage, trace) for item in trace.of_kind("requirement")},
        tuple(_sources(coverage, trace)),
        tuple(workflow_view(drawing, coverage, trace) for drawing in coverage.plan.drawings),
    )


def _sources(coverage: Coverage, trace: Trace) -> Iterator[SourceView]:
    """Yield the texts that something stands in which tests may reach."""
    shown = {element.source for element in coverage.plan.elements}
    for name, text in coverage.plan.sources.items():
        if name in shown:
            yield _source(name, text, coverage, trace)


def _counts(outcomes: Iterable[Outcome]) -> tuple[tuple[str, str], ...]:
    statuses = [outcome.status for outcome in outcomes]
    words = {COVERED: "reached by scenarios", OUTSIDE: "by other tests only", NEVER: "never"}
    return tuple(
        (status, f"{statuses.count(status)} {said}") for status, said in words.items() if statuses.count(status)
    )


def _of_requirement(requirement: Item, coverage: Coverage, trace: Trace) -> tuple[RuleView, ...]:
    """Return the rules that scenarios of a requirement reached, and those of what they use that they did not."""
    rules = trace.children(requirement, "rule")
    parents = [requirement, *rules]
    scenarios = [item for parent in parents for item in trace.children(parent, "scenario")]
    names = {outline_of(item.id) for item in scenarios}
    used = {use.id for item in scenarios for use in trace.uses(item) if use.kind in ("action", "decision", "workflow")}
    views: list[RuleView] = []
    for element in coverage.plan.elements:
        found = coverage.outcomes[element.id]
        is_reached = any(names & set(outcome.scenarios) for outcome in found)
        if element.kind != "state" and (is_reached or (element.owner in used and element.expected)):
            views.append(_rule(element, tuple(_within(outcome, names) for outcome in found), trace))
    return tuple(views)


def _within(outcome: Outcome, names: set[str]) -> Outcome:
    """Return an outcome as scenarios of some names saw it; what others saw counts as seen elsewhere."""
    here = {name: count for name, count in outcome.scenarios.items() if name in names}
    others = outcome.under_scenarios - sum(here.values())
    return Outcome(outcome.name, outcome.is_expected, here, outcome.elsewhere + others)


def _source(name: str, text: str, coverage: Coverage, trace: Trace) -> SourceView:
    by_line: dict[int, list[Element]] = defaultdict(list)
    for element in coverage.plan.elements:
        if element.source == name:
            by_line[element.line].append(element)
    lines = tuple(
        _line(name, number, line, by_line[number], coverage, trace)
        for number, line in enumerate(text.rstrip("\n").split("\n"), start=1)
    )
    found = [outcome for elements in by_line.values() for item in elements for outcome in coverage.outcomes[item.id]]
    wanted = [outcome for outcome in found if outcome.is_expected]
    reached = [outcome for outcome in wanted if outcome.scenarios]
    counts = f"{len(reached)} of {len(wanted)} outcomes reached by scenarios"
    return SourceView(escape(f"spec:{name}"), escape(name), _worst(line.status for line in lines), counts, lines)


def _line(source: str, number: int, text: str, elements: list[Element], coverage: Coverage, trace: Trace) -> LineView:
    statuses = [coverage.status(element) for element in elements]
    status = _worst(statuses)
    if status == NEVER and set(statuses) - {NEVER, ""}:
        status = "partly"
    rules = tuple(_rule(element, coverage.outcomes[element.id], trace) for element in elements)
    shown = escape(text.rstrip("\r"))
    return LineView(number, _anchor(source, number), shown, status, SIGNS[status], MEANINGS[status], rules)


def _worst(statuses: Iterable[str]) -> str:
    found = set(statuses)
    return next((status for status in (NEVER, "partly", COVERED) if status in found), "")


def _rule(element: Element, outcomes: tuple[Outcome, ...], trace: Trace) -> RuleView:
    shown = tuple(
        outcome_view(outcome, trace) for outcome in outcomes if outcome.is_expected or outcome.status != NEVER
    )
    return RuleView(
        element.kind,
        escape(element.title),
        _anchor(element.source, element.line),
        escape(f"{element.source}:{element.line}"),
        escape(element.note),
        shown,
    )


def outcome_view(outcome: Outcome, trace: Trace) -> OutcomeView:
    """Return what came of a rule, with the scenarios that saw it."""
    said = {
        COVERED: f"{outcome.name} {outcome.under_scenarios}\N{MULTIPLICATION SIGN}",
        OUTSIDE: f"{outcome.name} {outcome.elsewhere}\N{MULTIPLICATION SIGN} elsewhere",
        NEVER: f"never {outcome.name}",
    }
    scenarios = tuple((*scenario_link(name, trace), count) for name, count in outcome.scenarios.items())
    return OutcomeView(said[outcome.status], outcome.status, scenarios)


def scenario_link(name: str, trace: Trace) -> tuple[str, str]:
    """Return the anchor of a scenario, of an outline that of its first row, and what it is called."""
    item = trace.items.get(name) or trace.items[f"{name}/1"]
    return escape(f"scenario:{item.id}"), escape(f"{name} {item.title}")


def _anchor(source: str, number: int) -> str:
    return escape(f"spec:{source}:{number}")
