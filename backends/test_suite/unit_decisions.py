"""Unit tests of decision tables: each row is hit once."""

from collections.abc import Iterator, Mapping, Sequence

from ...dsl.expressions import Constant, Decide, Expression, Value, Variable, walk
from ...dsl.model import Decision, DecisionRow, HitPolicy, Model
from ...dsl.value_types import Reference, plain
from ..backend import OutputFile
from ..inputs import decision_reads_now
from ..names import python_name
from .evaluation import Situation, UnknownValueError
from .example_records import Examples
from .function_text import TestText
from .literals import compared
from .samples import Sample, sample_of_type
from .search import Changes, Place, candidates_for, find_changes


def decision_file(model: Model, examples: Examples) -> OutputFile | None:
    """Return the file for all decisions."""
    text = TestText(examples)
    ids: list[str] = []
    for decision in model.decisions:
        for number, row in enumerate(decision.rows, start=1):
            values = _hitting(decision, row, examples)
            if values is None:
                continue
            given = ", ".join(_given(decision, values, text))
            result = _situation(examples, values).value(_call(decision))
            name = python_name(decision.name)
            text.need("app.domain.decisions", name)
            line = f"assert {compared(f'{name}({given})', text.value(result, decision.returns))}"
            text.add(f"test_{name}_row_{number}", [decision.id, row.id], [line])
            ids += [row.id]
    return text.file("unit/test_decisions", "Every row of every decision table.", ids)


def _given(decision: Decision, values: Mapping[str, Value], text: TestText) -> Iterator[str]:
    for item in decision.parameters:
        yield f"{python_name(item.name)}={text.value(values[python_name(item.name)], item.type)}"
    if decision_reads_now(decision, text.model):
        text.need("tests.stubs", "START")
        yield "now=START"


def _hitting(decision: Decision, row: DecisionRow, examples: Examples) -> Mapping[str, Value] | None:
    """Return inputs under which a row counts: the only one, or the first one."""
    sample = Sample(1, examples.model.system.clock, None, lambda name: None)
    base = {python_name(item.name): sample_of_type(item.type, item.label, sample) for item in decision.parameters}
    constants = _constants(decision)
    candidates: dict[Place, Sequence[Value]] = {
        ("", python_name(item.name)): candidates_for(
            item.type, base[python_name(item.name)], constants, examples.model.system.clock
        )
        for item in decision.parameters
        if not isinstance(plain(item.type), Reference)
    }

    def is_hit(changes: Changes) -> bool:
        values = {**base, **{name: value for (_, name), value in changes.items()}}
        situation = _situation(examples, values)
        hit = [item.id for item in decision.rows if _matches(item, situation)]
        is_alone = hit == [row.id] if decision.policy is HitPolicy.COLLECT else hit[:1] == [row.id]
        return is_alone and _is_telling(decision, situation)

    found = find_changes(candidates, is_hit)
    return None if found is None else {**base, **{name: value for (_, name), value in found.items()}}


def _is_telling(decision: Decision, situation: Situation) -> bool:
    """Tell whether the result can be known, and, where a row computes it, is not nothing."""
    try:
        value = situation.value(_call(decision))
    except UnknownValueError:
        return False
    computes = any(not isinstance(row.result, Constant) for row in decision.rows)
    return value != 0 or not computes


def _matches(row: DecisionRow, situation: Situation) -> bool:
    return all(item is None or situation.holds(item) is True for item in row.conditions)


def _constants(decision: Decision) -> list[Value]:
    conditions = [item for row in decision.rows for item in row.conditions if item is not None]
    return [part.value for item in conditions for part in walk(item) if isinstance(part, Constant)]


def _situation(examples: Examples, values: Mapping[str, Value]) -> Situation:
    return examples.situation({}, values)


def _call(decision: Decision) -> Expression:
    """Return the decision applied to inputs of the same names."""
    span = decision.span
    arguments = tuple(Variable(type=item.type, span=span, name=item.name) for item in decision.parameters)
    return Decide(type=decision.returns, span=span, decision=decision.name, arguments=arguments)
