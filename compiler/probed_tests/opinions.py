"""Asks domain.wasm the same as the generated code was asked, and notes where the two differ."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from types import CodeType
from typing import Any

from msgspec import Struct

from .plan import RuleCall, WatchedFunction
from .probed_rules import ProbedRules

NO_VALUE = "no value"
_ZEROS: Mapping[str, object] = {
    "bool": False,
    "number": 0,
    "date": date(1970, 1, 1),
    "datetime": datetime(1970, 1, 1, tzinfo=UTC),
    "duration": timedelta(),
    "text": "",
    "texts": (),
    "numbers": (),
}


class Disagreement(Struct, frozen=True):
    """A question that the generated code and domain.wasm answer differently."""

    rule: str
    given: tuple[str, ...]
    python: str
    wasm: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"{self.rule}({', '.join(self.given)}): Python says {self.python}, domain.wasm says {self.wasm}"


class Opinions:
    """The second opinion about what the generated code decides.

    What is asked within another question is part of that one: it is compared, and not counted again.
    """

    def __init__(self, rules: Callable[[], ProbedRules]) -> None:
        """Take what gives the rules, which is called when they are first asked."""
        self.disagreements: list[Disagreement] = []
        self.unasked = 0
        self._make = rules
        self._rules: ProbedRules | None = None
        self._lock = threading.RLock()
        self._depth = threading.local()
        self._codes: dict[str, CodeType] = {}

    def take(self) -> list[tuple[str, str]]:
        """Return what was reached since the last time."""
        with self._lock:
            found = self.rules.reached[:]
            self.rules.reached.clear()
            return found

    def reach(self, element: str, outcome: str) -> None:
        """Note what came of an element that no rule tells of."""
        with self._lock:
            self.rules.reached.append((element, outcome))

    @property
    def rules(self) -> ProbedRules:
        """Return the rules."""
        if self._rules is None:
            self._rules = self._make()
        return self._rules

    def checked(self, watched: WatchedFunction, scope: Mapping[str, object], run: Callable[[], Any]) -> Any:
        """Run a function of the generated code, ask the same of domain.wasm, and return what the former gives."""
        depth = getattr(self._depth, "value", 0)
        self._depth.value = depth + 1
        try:
            result, error = run(), None
        except Exception as raised:
            result, error = None, raised
        finally:
            self._depth.value = depth
        with self._lock:
            before = len(self.rules.reached)
            self._compare(watched, scope, result, error)
            if depth:
                del self.rules.reached[before:]
        if error is not None:
            raise error
        return result

    def _compare(
        self, watched: WatchedFunction, scope: Mapping[str, object], result: Any, error: Exception | None
    ) -> None:
        if watched.refuses:
            self._compare_refusal(watched, scope, getattr(result, "rule", None), error)
        else:
            said = NO_VALUE if error is not None else result
            self._ask(watched.rules[0], scope, said)

    def _compare_refusal(
        self, watched: WatchedFunction, scope: Mapping[str, object], refusal: str | None, error: Exception | None
    ) -> None:
        """Ask rule after rule, up to the one that refused; after one that is none of them nothing was asked."""
        ours = {call.refusal for call in watched.rules}
        if error is not None or (refusal is not None and refusal not in ours and refusal not in watched.later):
            return
        for call in watched.rules:
            is_kept = call.refusal != refusal
            self._ask(call, scope, is_kept)
            if not is_kept:
                return

    def _ask(self, call: RuleCall, scope: Mapping[str, object], said: object) -> None:
        row, is_readable = self._row(call, scope)
        try:
            answer = self.rules.ask(call.rule, row)
        except (ValueError, KeyError):
            self.unasked += 1
            return
        if isinstance(answer, type):  # the class NoValue
            answer = NO_VALUE
        if self.rules.is_out_of_range or (not is_readable and said == NO_VALUE):
            return
        if answer != said:
            given = tuple(
                f"{slot['name']}={_shown(value)}" for slot, value in zip(self.rules.slots(call.rule), row, strict=True)
            )
            self.disagreements.append(Disagreement(call.rule, given, _shown(said), _shown(answer)))

    def _row(self, call: RuleCall, scope: Mapping[str, object]) -> tuple[list[object], bool]:
        """Return the values of the slots, and whether all could be read: what was not there was not looked at."""
        row: list[object] = []
        is_readable = True
        for slot, text in zip(self.rules.slots(call.rule), call.reads, strict=True):
            try:
                value = eval(self._code(text), {}, dict(scope))
            except Exception:
                value, is_readable = None, False
            row.append(_zero(slot) if value is None and not slot["optional"] else value)
        return row, is_readable

    def _code(self, text: str) -> CodeType:
        if text not in self._codes:
            self._codes[text] = compile(text, "<probes.json>", "eval")
        return self._codes[text]


def _zero(slot: Mapping[str, Any]) -> object:
    """Return some value of a slot that is not going to be looked at."""
    return _ZEROS[slot["shape"]] if slot["shape"] in _ZEROS else slot["members"][0]


def _shown(value: object) -> str:
    if value == NO_VALUE:
        return NO_VALUE
    return repr(str(value)) if isinstance(value, str) else repr(value)
