"""The rules of a built system with probes in them: asked one at a time, they tell what came of each part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ...runtime_probes.actions.callback import Callback
from ...runtime_probes.events.before_instruction import BeforeInstruction
from ...runtime_probes.events.block import BlockEntry
from ...runtime_probes.events.function_exit import FunctionExit
from ...runtime_probes.function import Function
from ...runtime_probes.host import Session
from ...runtime_probes.instrument import instrument
from ...runtime_probes.probe import Probe
from ...runtime_probes.readings import Happening
from .plan import Element

Reached = tuple[str, str]
_BATCH = "batch:"
_HELPER = "weft."
_EXIT, _ROW, _OUT_OF_RANGE = range(3)


class Rules(Protocol):
    """The rules of a module, as `app.rules` of a built system asks them."""

    store: Any
    instance: Any
    described: dict[str, dict[str, Any]]

    def ask(self, name: str, rows: Sequence[Sequence[object]]) -> list[object]:
        """Return what a rule gives for each row."""
        ...


class ProbedRules:
    """Rules with probes. `reached` gathers what came of which element, in order; whoever wants it takes it out."""

    def __init__(self, content: bytes, make: Callable[[bytes], Rules], elements: Mapping[str, Element]) -> None:
        """Take domain.wasm, what makes rules of a module, and the elements that are looked at."""
        self.reached: list[Reached] = []
        self.is_out_of_range = False
        self._elements = elements
        instrumented = instrument(content, _probes(self._happened))
        self._rules = make(instrumented.module_bytes)
        Session(instrumented, self._rules.store, self._rules.instance)  # fills the hooks that the probes call
        self._functions = _by_index(instrumented.contents.names.functions, self._rules.described)
        self._rows = dict(_rows(self._rules.described))

    @classmethod
    def load(cls, path: Path, make: Callable[[bytes], Rules], elements: Mapping[str, Element]) -> "ProbedRules":
        """Return the rules of a file."""
        return cls(path.read_bytes(), make, elements)

    def slots(self, rule: str) -> list[dict[str, Any]]:
        """Return what a rule has to be given."""
        return self._rules.described[rule]["slots"]

    def ask(self, rule: str, row: Sequence[object]) -> object:
        """Return what a rule gives; raises ValueError and KeyError for values that it cannot be given.

        `is_out_of_range` says of the last question whether a number on the way left 64 bits, or a day the calendar.
        """
        self.is_out_of_range = False
        (answer,) = self._rules.ask(rule, [row])
        return answer

    def _happened(self, happening: Happening) -> None:
        if happening.probe == _OUT_OF_RANGE:
            self.is_out_of_range = True
        elif happening.probe == _ROW:
            self._matched(self._rows.get(happening.place.offset))
        else:
            self._gave(self._functions[happening.place.function], happening.values[0])

    def _matched(self, row: str | None) -> None:
        if row is not None:
            self.reached.append((row, "matched"))

    def _gave(self, described: Mapping[str, Any], result: int | float) -> None:
        """Note what came of a rule; that a way of a workflow is open does not mean that it is taken."""
        element = self._elements.get(described["element"])
        if element is None:
            return
        holds = described["result"]["shape"] != "bool" or bool(int(result) & 1)
        if element.kind == "transition" and holds:
            return
        is_first = holds or len(element.outcomes) == 1
        self.reached.append((element.id, element.outcomes[0 if is_first else 1]))


def _probes(happened: Callable[[Happening], None]) -> list[Probe]:
    """Return the probes, in the order of `_EXIT`, `_ROW` and `_OUT_OF_RANGE`."""
    return [
        Probe(FunctionExit(), Callback(happened, "result0"), _is_rule),
        Probe(BlockEntry(), Callback(happened), _is_decision),
        Probe(BeforeInstruction("unreachable"), Callback(happened), _is_helper),
    ]


def _name(function: Function) -> str:
    return function.contents.names.functions.get(function.index, "")


def _is_rule(function: Function) -> bool:
    return not _name(function).startswith((_BATCH, _HELPER))


def _is_decision(function: Function) -> bool:
    return _name(function).startswith("decision.")


def _is_helper(function: Function) -> bool:
    return _name(function).startswith(_HELPER)


def _by_index(names: Mapping[int, str], described: Mapping[str, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {index: described[name] for index, name in names.items() if name in described}


def _rows(described: Mapping[str, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield where in the file a row of a decision begins, and its element."""
    for item in described.values():
        for number, offset in enumerate(item.get("rows", ()), start=1):
            yield offset, f"{item['element']}/row:{number}"
