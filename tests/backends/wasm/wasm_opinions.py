"""What the interpreter, the generated Python and the WebAssembly module say about the same rows of the same rule."""

import importlib
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType, SimpleNamespace
from typing import Any

from wasm_worlds import Reads, Scene, Worlds, reads_in

from weft.backends.domain.domain_backend import DomainBackend
from weft.backends.inputs import expand_derived, inputs_of
from weft.backends.names import class_name, field_name, member_name, variable_of
from weft.backends.narrowing import printer_for
from weft.backends.wasm.functions import Function
from weft.backends.wasm.module import domain_module
from weft.backends.wasm.rules import Rule, expressions_of
from weft.dsl.expressions import (
    Arithmetic,
    Comparison,
    Decide,
    Expression,
    FieldRead,
    RoundedQuotient,
    walk,
)
from weft.dsl.interpreter.expressions import Evaluator, Frame
from weft.dsl.interpreter.index import Index
from weft.dsl.interpreter.outcomes import EvaluationError
from weft.dsl.model import Model
from weft.dsl.value_types import LARGEST, SMALLEST, Choice, Password, ValueType, plain, scale_of
from weft.templates.rendering import render

NOTHING = "no value"  # what all three say where the language gives no value
NO_VALUE_IN_PYTHON = (TypeError, AttributeError, ZeroDivisionError, OverflowError, ValueError, AssertionError)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A row about which the three differ."""

    rule: str
    scene: Scene
    interpreter: object
    python: object
    wasm: object


class Opinions:
    """The three opinions about the rules of one model."""

    def __init__(self, model: Model, rules: Any, no_value: object) -> None:
        self._model = model
        self._rules = rules
        self._no_value = no_value
        self._evaluator = Evaluator(Index(model), set())
        self._expressions = expressions_of(model)
        module = domain_module(model)
        self.functions = {item.name: item for item in module.functions}
        self._python = {name: _PythonOpinion(self._of(item).expression, model) for name, item in self.functions.items()}

    def _of(self, function: Function) -> Rule:
        return self._expressions[function.id]

    def scenes(self, name: str, count: int, random: Random, huge: float = 0.01) -> Iterator[Scene]:
        """Yield random rows for a rule; twenty look at the same records."""
        worlds = Worlds(self._model, random, huge)
        reads = self._reads(self.functions[name])
        records = worlds.records()
        for number in range(count):
            if number % 20 == 19:
                records = worlds.records()
            yield worlds.scene(records, reads)

    def _reads(self, function: Function) -> Reads:
        rule = self._of(function)
        return reads_in([rule.expression, *(slot.origin for slot in function.slots)], dict(rule.declared))

    def disagreements(self, name: str, scenes: list[Scene]) -> list[Disagreement]:
        """Return the rows about which the three differ."""
        function, rule = self.functions[name], self._of(self.functions[name])
        # What a host adds up beyond 64 bits, the database refuses before a rule is asked.
        rows = [(scene, row) for scene in scenes if all(map(_fits, row := self._row(function, scene)))]
        answers = iter(self._rules.ask(name, [row for _, row in rows]))
        found: list[Disagreement] = []
        for scene, _ in rows:
            frame = _frame(scene)
            said = self._interpreted(rule.expression, frame)
            printed = self._python[name].said(scene, partial(self._value, frame))
            answer = next(answers)
            lowered = NOTHING if answer is self._no_value else answer
            if said != printed or (said != lowered and not self._left_64_bits(rule.expression, frame, lowered)):
                found.append(Disagreement(name, scene, said, printed, lowered))
        return found

    def _value(self, frame: Frame, expression: Expression) -> Any:
        return self._evaluator.value(expression, frame)

    def _row(self, function: Function, scene: Scene) -> list[object]:
        frame = _frame(scene)
        return [_read(self._evaluator, slot.origin, frame) for slot in function.slots]

    def _interpreted(self, expression: Expression, frame: Frame) -> object:
        try:
            return self._evaluator.value(expression, frame)
        except (EvaluationError, TypeError):
            return NOTHING

    def _left_64_bits(self, expression: Expression, frame: Frame, lowered: object) -> bool:
        """Tell whether WebAssembly stopped because a number on the way left 64 bits, as it has to."""
        return lowered == NOTHING and any(self._is_wide(*part) for part in self._all_parts(expression, frame))

    def _all_parts(self, expression: Expression, frame: Frame) -> Iterator[tuple[Expression, Frame]]:
        """Yield an expression and all in it, that of derived fields and of decisions too, with what it looks at."""
        for part in walk(expression):
            yield part, frame
            if isinstance(part, FieldRead) and (derived := expand_derived(part, self._model)) is not None:
                yield from self._all_parts(derived, frame)
            if isinstance(part, Decide):
                yield from self._parts_of_decision(part, frame)

    def _parts_of_decision(self, part: Decide, frame: Frame) -> Iterator[tuple[Expression, Frame]]:
        decision = self._model.decision(part.decision)
        values: Any = [self._interpreted(argument, frame) for argument in part.arguments]
        names = [item.name for item in decision.parameters]
        inner = Frame(frame.records, frame.now, frame.me, dict(zip(names, values, strict=True)))
        for row in decision.rows:
            for cell in (*row.conditions, row.result):
                if cell is not None:
                    yield from self._all_parts(cell, inner)

    def _is_wide(self, part: Expression, frame: Frame) -> bool:
        values = [self._interpreted(part, frame)] if isinstance(part, Arithmetic | RoundedQuotient) else []
        if isinstance(part, Arithmetic | Comparison):
            difference = scale_of(part.left.type) - scale_of(part.right.type)
            for side, places in ((part.left, -difference), (part.right, difference)):
                value = self._interpreted(side, frame)
                values.append(value * 10 ** max(places, 0) if type(value) is int else value)
        return any(type(value) is int and not SMALLEST <= value <= LARGEST for value in values)


def _fits(value: object) -> bool:
    return not isinstance(value, int) or SMALLEST <= value <= LARGEST


def _read(evaluator: Evaluator, origin: Expression, frame: Frame) -> object:
    """Return what a host hands in for a slot: nothing where the way to it ends early."""
    try:
        return evaluator.value(origin, frame)
    except EvaluationError:
        return None


def _frame(scene: Scene) -> Frame:
    return Frame(scene.records, scene.now, scene.me, scene.variables)  # pyright: ignore[reportArgumentType]


class _PythonOpinion:
    """One rule as the backends print it, over the generated domain."""

    def __init__(self, expression: Expression, model: Model) -> None:
        self._model = model
        self._inputs = inputs_of([expression], model)
        printer = printer_for(self._inputs, model)
        text = printer.text(expression)
        names = [item.name for item in (*self._inputs.records, *self._inputs.scalars, *self._inputs.aggregates)]
        names += ["now"] if self._inputs.reads_now else []
        scope = {name: _imported(module, name, expression) for module, name in printer.imports}
        self._function = eval(f"lambda {', '.join(names)}: {text}", scope)

    def said(self, scene: Scene, value: Any) -> object:
        """Return what Python says; `value` works out what the database would."""
        try:
            result = self._function(*self._arguments(scene, value))
        except NO_VALUE_IN_PYTHON:
            return NOTHING
        return str(result) if isinstance(result, str) else result

    def _arguments(self, scene: Scene, value: Any) -> Iterator[object]:
        for item in self._inputs.records:
            yield self._record(item.entity, scene, _or_none(value, item.origin))
        for item in self._inputs.scalars:
            yield _native(value(item.origin), item.type)
        for item in self._inputs.aggregates:
            yield value(item.origin)
        if self._inputs.reads_now:
            yield scene.now

    def _record(self, entity: str, scene: Scene, key: Any) -> object:
        if key is None:
            return None
        fields = self._model.entity(entity).fields
        stored = [item for item in fields if item.is_stored and not isinstance(plain(item.type), Password)]
        values = scene.records[entity][key]
        made = getattr(_domain(variable_of(entity)), class_name(entity))
        return made(**{field_name(item.name): _native(values[item.name], item.type) for item in stored})


def _or_none(value: Any, origin: Expression) -> Any:
    try:
        return value(origin)
    except EvaluationError:
        return None


def _domain(module: str) -> ModuleType:
    name = f"app.domain.{module}"
    return sys.modules.get(name) or importlib.import_module(name)


def _imported(module: str, name: str, expression: Expression) -> object:
    """Return what a printed expression imports; the states of a workflow stand elsewhere, and are their names here."""
    if module == "app.domain":  # a module of it, such as that of the decisions
        return importlib.import_module(f"{module}.{name}")
    found = getattr(importlib.import_module(module), name, None)
    if found is None:
        kinds = {
            kind for part in walk(expression) if isinstance(kind := plain(part.type), Choice) and kind.enum == name
        }
        found = SimpleNamespace(**{member_name(member): member for kind in kinds for member in kind.members})
    return found


def _native(value: Any, kind: ValueType) -> Any:
    bare = plain(kind)
    if isinstance(bare, Choice) and value is not None:
        return getattr(_domain("enums"), bare.enum, str)(value)
    return value


@contextmanager
def opinions_of(model: Model, folder: Path) -> Generator[Opinions]:
    """Provide the opinions about a model, whose domain is emitted into a folder for as long."""
    for file in DomainBackend().emit(model):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    (folder / "wasm_rules.py").write_text(render("wasm/rules.py.jinja"), encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        reader = importlib.import_module("wasm_rules")
        yield Opinions(model, reader.Rules(domain_module(model).content), reader.NoValue)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name in ("app", "wasm_rules") or name.startswith("app.")]:
            del sys.modules[name]
