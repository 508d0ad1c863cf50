"""The plugin of pytest that runs the tests of a built system with probed rules: `weft test --probe`."""

import importlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from .opinions import Opinions
from .plan import PLAN, digest_of, read_plan
from .probed_rules import ProbedRules
from .run_results import ProbedRun, ProbedTest, run_text
from .wrapping import watch_imports

MODULE = Path("app/rules/domain.wasm")
MOST_SHOWN = 5


class ProbedTests:
    """Gathers what each test reaches, and lets fail those in which the two opinions differ."""

    def __init__(self, opinions: Opinions, probes: tuple[str, ...], path: Path) -> None:
        """Take who asks, what is kept, and where it goes."""
        self._opinions = opinions
        self._probes = probes
        self._path = path
        self._tests: dict[str, ProbedTest] = {}
        self._unasked = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        """Begin a test with nothing reached."""
        self._opinions.take()
        self._opinions.disagreements.clear()
        self._opinions.unasked = 0
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Fail a test that passes, but in which domain.wasm says something else than Python."""
        result = yield
        found = self._opinions.disagreements
        if found:
            lines = [f"  {item}" for item in dict.fromkeys(map(str, found))]
            more = [f"  and {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
            text = "\n".join(["Python and domain.wasm disagree:", *lines[:MOST_SHOWN], *more])
            pytest.fail(text, pytrace=False)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        """Hand on what a test reached with its last report, which crosses from parallel workers."""
        report = yield
        if call.when == "teardown":
            report.weft_steps = [list(step) for step in self._opinions.take()]
            report.weft_unasked = self._opinions.unasked
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep what a test reached."""
        steps = [(element, outcome) for element, outcome in getattr(report, "weft_steps", ())]
        self._unasked += getattr(report, "weft_unasked", 0)
        if steps:
            self._tests[report.nodeid] = _probed(steps, is_ordered="trace" in self._probes)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what was reached, unless this is one of many workers."""
        if not hasattr(session.config, "workerinput"):
            run = ProbedRun(digest_of(MODULE.read_bytes()), self._probes, self._unasked, self._tests)
            self._path.write_text(run_text(run), encoding="utf-8")


def _probed(steps: list[tuple[str, str]], *, is_ordered: bool) -> ProbedTest:
    outcomes: dict[str, dict[str, int]] = {}
    for element, outcome in steps:
        counts = outcomes.setdefault(element, {})
        counts[outcome] = counts.get(outcome, 0) + 1
    return ProbedTest(outcomes, tuple(steps) if is_ordered else ())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the results go, and what of them is kept."""
    parser.addoption("--probed-results", type=Path, metavar="FILE", help="write what the probes saw as JSON")
    parser.addoption("--probed", default="coverage", metavar="NAMES", help="coverage, trace")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Watch the modules of the system, before any of them is imported."""
    options = early_config.known_args_namespace
    if options.probed_results is None:
        return
    plan = read_plan(Path(PLAN).read_bytes())
    elements = {element.id: element for element in plan.elements}
    opinions = Opinions(lambda: ProbedRules.load(MODULE, importlib.import_module("app.rules").Rules, elements))
    watch_imports(plan, opinions)
    probes = tuple(options.probed.split(","))
    plugin = ProbedTests(opinions, probes, options.probed_results)
    early_config.pluginmanager.register(plugin, "weft-probed-tests")
