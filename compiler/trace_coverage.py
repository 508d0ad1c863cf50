"""Which outcome of which rule a run of tests with probes reached, by scenario, and which never came."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from .probed_tests.plan import PLAN, Element, Plan, read_plan
from .probed_tests.run_results import RESULTS, ProbedRun, read_run
from .trace_view import Gap, NoTrace, Trace

ROW = re.compile(r"/\d+$")  # of a scenario outline
COVERED, PARTLY, OUTSIDE, NEVER = "covered", "partly", "outside", "never"


class Outcome(Struct, frozen=True):
    """What may come of an element: how often under which scenario, and how often in tests of no scenario."""

    name: str
    is_expected: bool
    scenarios: dict[str, int]
    elsewhere: int

    @property
    def under_scenarios(self) -> int:
        """Return how often it came under scenarios."""
        return sum(self.scenarios.values())

    @property
    def status(self) -> str:
        """Return whether it came under a scenario, outside of them only, or never."""
        if self.scenarios:
            return COVERED
        return OUTSIDE if self.elsewhere else NEVER


class Coverage(Struct, frozen=True):
    """What tests reached. `is_stale`: they ran with rules that were changed since."""

    plan: Plan
    run: ProbedRun
    outcomes: dict[str, tuple[Outcome, ...]]
    is_stale: bool

    @property
    def expected(self) -> list[Outcome]:
        """Return all outcomes that tests ought to reach."""
        return [outcome for found in self.outcomes.values() for outcome in found if outcome.is_expected]

    def status(self, element: Element) -> str:
        """Return whether scenarios reached all that is expected of an element, some of it, or no test any; or nothing
        where nothing is expected and nothing came."""
        found = self.outcomes[element.id]
        wanted = [outcome.status for outcome in found if outcome.is_expected]
        came = [outcome.status for outcome in found if outcome.status != NEVER]
        if not wanted:
            return COVERED if COVERED in came else ""
        if set(wanted) == {COVERED}:
            return COVERED
        return PARTLY if came else NEVER

    def gaps(self) -> list[Gap]:
        """Return what no test reached, and what none of a scenario did, in the order of the specification."""
        if self.is_stale:
            text = "the rules were changed after the tests ran with probes; run `weft test --probe` again"
            return [Gap("suspect", "probes", text)]
        elements = sorted(self.plan.elements, key=lambda element: (element.source, element.line, element.id))
        return [gap for element in elements for gap in self._gaps_of(element)]

    def _gaps_of(self, element: Element) -> Iterator[Gap]:
        place = f"{element.source}:{element.line}"
        for outcome in self.outcomes[element.id]:
            if not outcome.is_expected or outcome.scenarios:
                continue
            said = f"{place}: {described(element)} was"
            if outcome.elsewhere:
                text = f"{said} {outcome.name} under no scenario, only in tests of its own"
                yield Gap("outside-scenarios", element.id, text, place)
            else:
                yield Gap("uncovered", element.id, f"{said} never {outcome.name}", place)


def described(element: Element) -> str:
    """Return what an element is called within a sentence."""
    words = {"guard": "the requirement", "guarantee": "the guarantee", "check": "the check", "row": "the decision"}
    return f'{words[element.kind]} "{element.title}"' if element.kind in words else element.title


def load_coverage(folder: Path, trace: Trace) -> Coverage | None:
    """Read what the tests of a built system reached; None where they did not run with probes.

    Raised: `NoTrace` where the files hold something else.
    """
    plan_path, run_path = folder / PLAN, folder / RESULTS
    if not (plan_path.is_file() and run_path.is_file()):
        return None
    try:
        plan, run = read_plan(plan_path.read_bytes()), read_run(run_path.read_bytes())
    except msgspec.DecodeError as error:
        raise NoTrace(f"{folder} holds results of probes that weft did not write: {error}") from error
    return coverage_of(plan, run, trace)


def coverage_of(plan: Plan, run: ProbedRun, trace: Trace) -> Coverage:
    """Return what the tests of a run reached of a plan; the trace says which scenarios they verify."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    elsewhere: dict[tuple[str, str], int] = {}
    for name, test in run.tests.items():
        scenarios = scenarios_of(name, trace)
        for element, came in test.outcomes.items():
            for outcome, count in came.items():
                at = element, outcome
                if not scenarios:
                    elsewhere[at] = elsewhere.get(at, 0) + count
                for scenario in scenarios:
                    found = counts.setdefault(at, {})
                    found[scenario] = found.get(scenario, 0) + count
    outcomes = {
        element.id: tuple(
            Outcome(
                outcome,
                outcome in element.expected,
                counts.get((element.id, outcome), {}),
                elsewhere.get((element.id, outcome), 0),
            )
            for outcome in element.outcomes
        )
        for element in plan.elements
    }
    return Coverage(plan, run, outcomes, plan.digest != run.digest)


def scenarios_of(test: str, trace: Trace) -> list[str]:
    """Return the scenarios that a test verifies, those of the rows of an outline as one."""
    verified = [trace.items[name] for name in trace.outgoing[test.partition("[")[0], "verifies"]]
    return list(dict.fromkeys(outline_of(item.id) for item in verified if item.kind == "scenario"))


def outline_of(scenario: str) -> str:
    """Return the id of the outline that a scenario is a row of, or its own."""
    return ROW.sub("", scenario)
