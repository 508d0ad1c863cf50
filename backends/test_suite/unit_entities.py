"""Unit tests of entities: boundaries of fields, derived fields, rules; and of invariants."""

from collections.abc import Iterator, Mapping

from ...dsl.expressions import Expression, Value, walk
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Int, Password, Text, plain
from ..backend import OutputFile
from ..database_calls import is_wide, near_invariants
from ..inputs import Inputs, RecordInput, inputs_of, record_name
from ..names import python_name, variable_of
from ..python_expressions import python_string
from .action_setup import RecordSource, Setup
from .evaluation import UnknownValueError
from .example_records import Examples
from .function_text import OWN_NAMES, TestText
from .literals import compared, module_of, stored_fields
from .probes import Judge, conditions_in, find_probe
from .search import Changes, is_within
from .unit_actions import range_message


def entity_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield one file for each entity."""
    for entity in model.entities:
        text = TestText(examples)
        for field in entity.fields:
            _boundaries(field, text)
        for field in entity.fields:
            if field.derived is not None and not field.is_stored:
                _derived(entity, field, field.derived, text)
        text.add(f"test_a_valid_{variable_of(entity)}_breaks_no_rule", [entity.id], [_valid(entity, text)])
        _checks(entity, text)
        text.need("app.domain", f"{module_of(entity)} as rules")
        elements = [entity.id, *(item.id for item in (*entity.fields, *entity.checks))]
        name = variable_of(entity).rstrip("_")
        title = f"{entity.name}: boundaries of its fields and its rules."
        file = text.file(f"unit/test_{name}_record", title, elements)
        if file is not None:
            yield file


def invariant_file(model: Model, examples: Examples) -> OutputFile | None:
    """Return the file for what must always hold of a record by itself."""
    text = TestText(examples)
    ids: list[str] = []
    for rule, invariant, function in near_invariants(model):
        entity = model.entity(invariant.entity)
        setup = Setup(examples, _sources(python_name(invariant.row), entity, [invariant.condition], model), {}, {})
        answer = f"broken({python_string(rule.id)}, {python_string(rule.title)})"
        if _probe_rule(setup, invariant.condition, python_name(invariant.row), function, answer, rule.id, text):
            text.need("app.domain.invariants", function)
            ids.append(rule.id)
    return text.file("unit/test_invariants", "What must always hold.", ids)


def _valid(entity: Entity, text: TestText) -> str:
    return f"assert rules.broken_rule({text.record(entity.name, {})}) is None"


# fields


def _boundaries(field: Field, text: TestText) -> None:
    kind = plain(field.type)
    is_secret = isinstance(kind, Password)
    if not (is_secret or field.is_stored):
        return
    name = python_name(field.name)
    if isinstance(kind, Text | Password):
        low, high = (1, None) if isinstance(kind, Password) else (kind.low, kind.high)
        cases = list(length_cases(field.label, low, high))
        call, parameter = f'rules.check_{field.name}("x" * length)', "length"
    elif isinstance(kind, Int) and (kind.low is not None or kind.high is not None):
        cases = list(range_cases(field.label, kind))
        call, parameter = f"rules.check_{field.name}({name})", name
    else:
        return
    rows = ", ".join(f"({value}, {message and python_string(message)})" for value, message in cases)
    mark = f'pytest.mark.parametrize(("{parameter}", "message"), [{rows}])'
    arguments = f"{parameter}: int, message: str | None"
    text.add(f"test_{field.name}", [field.id], [f"assert {call} == message"], arguments, mark)


def length_cases(label: str, low: int, high: int | None) -> Iterator[tuple[int, str | None]]:
    """Yield lengths around the bounds, each with what is said of it."""
    bounds = f"at least {low}" if high is None else f"{low} to {high}" if low > 1 else f"at most {high}"
    yield 0, f"{label} is required"
    if low > 1:
        yield low - 1, f"{label} must be {bounds} characters"
    yield max(low, 1), None
    if high is not None:
        if high > max(low, 1):
            yield high, None
        yield high + 1, f"{label} must be {bounds} characters"


def range_cases(label: str, kind: Int) -> Iterator[tuple[int, str | None]]:
    """Yield numbers around the bounds, each with what is said of it."""
    message = range_message(label, kind)
    if kind.low is not None:
        yield kind.low - 1, message
        yield kind.low, None
    if kind.high is not None:
        if kind.high != kind.low:
            yield kind.high, None
        yield kind.high + 1, message


# derived fields and rules


def _sources(own: str, entity: Entity, conditions: list[Expression], model: Model) -> list[RecordSource]:
    """Return the records that expressions over one record look at."""
    found = {own: RecordSource(own, entity.name)}
    for item in inputs_of(conditions, model).records:
        for part in reversed(list(walk(item.origin))):
            _add_source(part, found, model)
    return list(found.values())


def _add_source(part: Expression, found: dict[str, RecordSource], model: Model) -> None:
    source = getattr(part, "record", None)
    target = getattr(plain(part.type), "entity", None)
    if isinstance(source, Expression) and isinstance(target, str):
        name = record_name(part)
        found.setdefault(name, RecordSource(name, target, record_name(source), getattr(part, "name", "")))


def _derived(entity: Entity, field: Field, derived: Expression, text: TestText) -> None:
    found = inputs_of([derived], text.model)
    if found.scalars:
        return
    own = variable_of(entity)
    names = {item.origin: item.name for item in found.aggregates}
    setup = Setup(text.examples, _sources(own, entity, [derived], text.model), {}, names)
    first = RecordInput(own, entity.name, derived)
    others = tuple(item for item in found.records if item.name != own)
    inputs = Inputs((first, *others), (), found.aggregates, found.reads_now)
    seen: list[Value] = []
    for changes in _variations(setup, derived):
        try:
            value = setup.situation(changes).value(derived)
        except UnknownValueError:
            continue
        if value in seen:
            continue
        seen.append(value)
        given = [item.partition("=")[2] for item in text.arguments(setup, inputs, changes, {})]
        call = f"rules.{python_name(field.name)}({', '.join(given)})"
        ending = f"_{len(seen)}" if len(seen) > 1 else ""
        line = f"assert {compared(call, text.value(value, field.type))}"
        text.add(f"test_{python_name(field.name)}{ending}", [field.id], [line])


def _variations(setup: Setup, expression: Expression) -> Iterator[Changes]:
    """Yield the examples as they are, then everything different, then each value by itself."""
    places = setup.places([expression])
    yield {}
    yield {place: values[0] for place, values in places.items() if values}
    for place, values in places.items():
        for value in values[:4]:
            yield {place: value}


def _checks(entity: Entity, text: TestText) -> None:
    own = variable_of(entity)
    for number, check in enumerate(entity.checks, start=1):
        if is_wide(check.condition, "self", text.model):
            continue
        setup = Setup(text.examples, [RecordSource(own, entity.name)], {}, {})
        answer = f"broken({python_string(check.id)}, {python_string(check.message)})"

        def verdict(changes: Changes, setup: Setup = setup, own_id: str = check.id) -> bool | None:
            broken = broken_rule(entity, setup.situation(changes).records[own] or {}, setup)
            return True if broken == "" else False if broken == own_id else None

        for part_number, part in enumerate(conditions_in(check.condition), start=1):
            probe = find_probe(Judge(setup, setup.situation, verdict), part, {})
            if probe is None:
                continue
            mark, arguments, named = text.cases(setup, probe, "holds")
            record = text.changed_record(setup, own, {}, named)
            text.need("app.domain.values", "broken")
            lines = [f"expected = None if holds else {answer}", f"assert rules.broken_rule({record}) == expected"]
            text.add(f"test_check_{number}_{part_number}", [check.id], lines, arguments, mark)


def broken_rule(entity: Entity, record: Mapping[str, Value], setup: Setup) -> str | None:
    """Return the id of the first rule that a record breaks by itself, nothing if none, None where unknown."""
    for field in stored_fields(entity):
        if not is_within(field.type, record[field.name]):
            return field.id
    situation = setup.examples.situation({variable_of(entity): record}, {})
    for check in entity.checks:
        if not is_wide(check.condition, "self", setup.model):
            holds = situation.holds(check.condition)
            if holds is not True:
                return None if holds is None else check.id
    return ""


def _probe_rule(
    setup: Setup, condition: Expression, own: str, function: str, answer: str, rule: str, text: TestText
) -> bool:
    def verdict(changes: Changes) -> bool | None:
        return setup.situation(changes).holds(condition)

    if verdict({}) is not True:
        return False
    found = False
    for number, part in enumerate(conditions_in(condition), start=1):
        probe = find_probe(Judge(setup, setup.situation, verdict), part, {})
        if probe is not None:
            mark, arguments, named = text.cases(setup, probe, "holds", (*OWN_NAMES, function))
            record = text.changed_record(setup, own, {}, named)
            text.need("app.domain.values", "broken")
            lines = [f"expected = None if holds else {answer}", f"assert {function}({record}) == expected"]
            ending = f"_{number}" if len(conditions_in(condition)) > 1 else ""
            text.add(f"test_{function}{ending}", [rule], lines, arguments, mark)
            found = True
    return found
