"""The plugin of pytest by which the interpreter joins those whom tests/rules of a built system ask: `weft test`."""

import sys
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ..probed_tests.plan import PLAN, read_plan
from ..probed_tests.wrapping import ChangingFinder
from .interpreted_rules import InterpretedRules
from .spec_rules import NotAskedError, interpreted_rules

WHO = "the interpreter"
AGREEMENT = "tests.rules.agreement"
MODULE = Path("app/rules/domain.wasm")
TOLD_FROM = 100_000  # rows of one rule, from which on it is told how far a test is
SAVE_PLACE, RESTORE_PLACE, CLEAR_LINE = "\x1b7", "\x1b8", "\x1b[K"  # of the cursor, behind the dots of pytest
Tell = Callable[[str], None]


class ThirdOpinion:
    """Answers for the interpreter, whose rules are made when they are first asked, and tells how often they were."""

    def __init__(self, make: Callable[[object], InterpretedRules], tell: Tell) -> None:
        """Take what makes the rules, given what is said for no value, and whom to tell how far a long test is."""
        self._make = make
        self._tell = tell
        self._rules: InterpretedRules | None = None
        self._no_value: object = None
        self._of_rule: Counter[str] = Counter()
        self._of_test = 0
        self._of_run = 0
        self._reason = ""

    def join(self, agreement: Any) -> None:
        """Join those whom the tests ask, in the module that asks them."""
        if hasattr(agreement, "FURTHER"):
            self._no_value = agreement.NO_VALUE
            agreement.FURTHER[WHO] = self.ask
        else:
            self._reason = "as an earlier weft built the system; build it again"

    def ask(self, name: str, rows: Sequence[Sequence[object]]) -> Sequence[object] | None:
        """Return what the interpreter says of rows, or None where it has no opinion."""
        if self._rules is None and not self._reason:
            try:
                self._rules = self._make(self._no_value)
            except NotAskedError as error:
                self._reason = str(error)
        answers = None if self._rules is None else self._rules.ask(name, rows)
        self._count(name, len(answers or ()))
        return answers

    def _count(self, name: str, rows: int) -> None:
        self._of_test += rows
        self._of_rule[name] += rows
        if rows > 1 and self._of_rule[name] >= TOLD_FROM:
            self._tell(f"{name}: {self._of_rule[name]:,} rows")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
        """Hand on how many rows a test asked about, or why none, with its last report: it crosses from workers."""
        report = yield
        if call.when == "teardown":
            if self._of_test >= TOLD_FROM:
                self._tell("")
            report.weft_third, self._of_test = (self._of_test, self._reason), 0
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add up what the tests asked."""
        rows, reason = getattr(report, "weft_third", (0, ""))
        self._of_run += rows
        self._reason = self._reason or reason

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say whether there was a third opinion, and about how much."""
        if self._reason:
            terminalreporter.write_line(f"tests/rules: {WHO} was not asked, {self._reason}")
        elif self._of_run:
            terminalreporter.write_line(f"tests/rules: {WHO} was asked, too: {self._of_run:,} rows")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """See to it that the interpreter joins as soon as the tests of rules are imported."""

    def make(no_value: object) -> InterpretedRules:
        return interpreted_rules(read_plan(Path(PLAN).read_bytes()), MODULE.read_bytes(), no_value)

    opinion = ThirdOpinion(make, _teller(early_config))
    sys.meta_path.insert(0, ChangingFinder({AGREEMENT: [opinion.join]}))
    early_config.pluginmanager.register(opinion, "weft-third-opinion")


def _teller(config: pytest.Config) -> Tell:
    """Return what shows a person who looks on how far a test is, although pytest keeps what tests print."""

    def tell(text: str) -> None:
        capture: Any = config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            if sys.stderr.isatty():
                print(f"{SAVE_PLACE} {text}{CLEAR_LINE}{RESTORE_PLACE}", end="", file=sys.stderr, flush=True)

    return tell
