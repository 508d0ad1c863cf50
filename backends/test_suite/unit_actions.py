"""Unit tests of actions: parameters, each guard from both sides, what is created and changed."""

from collections.abc import Iterator

from ...dsl.expressions import Expression, Value, Variable
from ...dsl.model import BySystem, Create, Model
from ...dsl.value_types import Int, Optional, Password, Text, ValueType, plain
from ...dsl.words import words_of
from ..action_plan import PlannedChange, PlannedCreate, PlannedParameter
from ..backend import OutputFile
from ..names import field_name, python_name
from ..python_expressions import python_string
from ..taken_names import UNIT_TESTS
from .action_setup import ActionSetup
from .evaluation import UnknownValueError
from .example_records import Examples
from .function_text import TestText
from .literals import compared, stored_fields
from .probes import Judge, conditions_in, find_probe
from .samples import generated_key
from .search import Changes


def action_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield one file for each action of which anything can be said."""
    for action in model.actions:
        setup, text = ActionSetup(action, examples), TestText(examples)
        _parameters(setup, text)
        if setup.allowed is not None:
            _guards(setup, setup.allowed, text)
            _due(setup, setup.allowed, text)
            for create in setup.plan.creates:
                _creation(setup, create, setup.allowed, text)
            for change in setup.plan.changes:
                _change(setup, change, setup.allowed, text)
        text.need("app.domain.actions", f"{setup.plan.function} as rules")
        elements = [action.id, *(guard.id for guard in action.guards)]
        name = setup.plan.function.rstrip("_")
        name = f"{name}_action" if name in UNIT_TESTS else name
        file = text.file(f"unit/test_{name}", f"The rules of the action {words_of(action.name)}.", elements)
        if file is not None:
            yield file


# parameters


def _parameters(setup: ActionSetup, text: TestText) -> None:
    plan = setup.plan
    if not plan.parameters or isinstance(setup.action.actor, BySystem):
        return
    good = [argument for item in plan.parameters for argument in _given(setup, item, text, "good")]
    text.add("test_valid_parameters", [setup.action.id], _told(good, "()"))
    wrong = [(item, message) for item in plan.parameters if (message := wrong_message(setup, item))]
    if wrong:
        told = [argument for item in plan.parameters for argument in _given(setup, item, text, "wrong")]
        text.add("test_every_wrong_parameter_is_told", [setup.action.id], _told(told, _errors(text, wrong)))
    free = [item for item in plan.parameters if is_to_be_free(setup, item)]
    taken = [(item, f"{item.parameter.label} is already taken") for item in free]
    if taken:
        told = [argument for item in plan.parameters for argument in _given(setup, item, text, "taken")]
        text.add("test_what_is_taken_is_told", [setup.action.id], _told(told, _errors(text, taken)))


def _told(arguments: list[str], errors: str) -> list[str]:
    return [f"errors = rules.parameter_errors({', '.join(arguments)})", f"assert errors == {errors}"]


def _errors(text: TestText, messages: list[tuple[PlannedParameter, str]]) -> str:
    text.need("app.domain.values", "FieldError")
    texts = [f"FieldError({python_string(item.name)}, {python_string(message)})" for item, message in messages]
    return f"({', '.join(texts)},)"


def _given(setup: ActionSetup, item: PlannedParameter, text: TestText, kind: str) -> Iterator[str]:
    is_wrong = kind == "wrong"
    if item.entity is not None:
        entity = setup.model.entity(item.entity)
        key = setup.examples.first[entity.name][entity.key.name]
        missing: Value = "nowhere" if isinstance(key, str) else 0
        is_missing = is_wrong and not item.is_optional
        yield f"{item.name}={text.value(missing if is_missing else key, entity.key.type)}"
        yield f"{item.record}={'None' if is_missing else text.record(entity.name, {})}"
    elif item.listed is not None:
        is_text = isinstance(plain(setup.model.entity(item.listed).key.type), Text)
        yield f"{item.missing}={'None' if not is_wrong else python_string('nowhere') if is_text else 0}"
    else:
        value = wrong_value(item) if is_wrong and wrong_message(setup, item) else setup.scalars[item.name]
        yield f"{item.name}={text.value(value, item.parameter.type)}"
    if is_to_be_free(setup, item):
        yield f"{item.name}_taken={kind == 'taken'}"


def is_to_be_free(setup: ActionSetup, item: PlannedParameter) -> bool:
    """Tell whether a parameter is a value that no other record may have."""
    for effect in setup.action.effects:
        if isinstance(effect, Create):
            for name, value in effect.values:
                field = setup.model.entity(effect.entity).field(name)
                is_filled = isinstance(value, Variable) and value.name == item.parameter.name
                if is_filled and (field.is_key or field.is_unique):
                    return True
    return False


def wrong_value(item: PlannedParameter) -> Value:
    """Return a value that a parameter may not have."""
    match plain(item.parameter.type):
        case Int(low=low, high=high):
            return low - 1 if low is not None else (high or 0) + 1
        case _:
            return ""


def wrong_message(setup: ActionSetup, item: PlannedParameter) -> str | None:
    """Return what is said of the wrong value of a parameter, or None where no value is wrong."""
    label = item.parameter.label
    if item.is_optional or isinstance(item.parameter.type, Optional):
        return None
    target = item.entity or item.listed
    if target is not None:
        key = setup.model.entity(target).key.type
        return f"There is no {words_of(target)} {0 if isinstance(plain(key), Int) else 'nowhere'}"
    match plain(item.parameter.type):
        case Text() | Password():
            return f"{label} is required"
        case Int() as kind:
            return range_message(label, kind)
        case _:
            return None


def range_message(label: str, kind: Int) -> str | None:
    """Return what is said of a number out of its range."""
    if kind.low is None and kind.high is None:
        return None
    if kind.low is None:
        return f"{label} must be at most {kind.high}"
    if kind.high is None:
        return f"{label} must be at least {kind.low}"
    return f"{label} must be between {kind.low} and {kind.high}"


# guards


def _guards(setup: ActionSetup, allowed: Changes, text: TestText) -> None:
    for number, guard in enumerate(setup.action.guards, start=1):

        def verdict(changes: Changes, own: str = guard.id) -> bool | None:
            broken = setup.broken_guard(changes)
            return True if broken == "" else False if broken == own else None

        parts = conditions_in(guard.condition)
        for part_number, part in enumerate(parts, start=1):
            probe = find_probe(Judge(setup, setup.situation, verdict), part, allowed)
            if probe is None:
                continue
            mark, arguments, named = text.cases(setup, probe, "is_allowed")
            given = ", ".join(text.arguments(setup, setup.plan.guard_inputs, allowed, named))
            text.need("app.domain.values", "broken")
            answer = f"broken({python_string(guard.id)}, {python_string(guard.message)})"
            lines = [f"expected = None if is_allowed else {answer}", f"assert rules.guard({given}) == expected"]
            suffix = f"_part_{part_number}" if len(parts) > 1 else ""
            text.add(f"test_requires_{number}{suffix}", [guard.id], lines, arguments, mark)


def _due(setup: ActionSetup, allowed: Changes, text: TestText) -> None:
    actor = setup.action.actor
    if not isinstance(actor, BySystem) or actor.condition is None:
        return
    parts = conditions_in(actor.condition)
    for number, part in enumerate(parts, start=1):
        probe = find_probe(Judge(setup, setup.situation, setup.is_due), part, allowed)
        if probe is None:
            continue
        mark, arguments, named = text.cases(setup, probe, "is_due")
        given = ", ".join(text.arguments(setup, setup.plan.due_inputs, allowed, named))
        suffix = f"_by_part_{number}" if len(parts) > 1 else ""
        lines = [f"assert rules.is_due({given}) is is_due"]
        text.add(f"test_is_due{suffix}", [setup.action.id], lines, arguments, mark)


# effects


def _creation(setup: ActionSetup, create: PlannedCreate, allowed: Changes, text: TestText) -> None:
    entity = setup.model.entity(create.effect.entity)
    key = entity.key
    given = text.arguments(setup, create.inputs, allowed, {})
    if key.is_generated and key.name not in dict(create.effect.values):
        given.insert(0, f"{python_name(key.name)}={text.value(generated_key(entity, 1), key.type)}")
    lines = [f"created = rules.{create.function}({', '.join(given)})"]
    for field in stored_fields(entity):
        expression = dict(create.effect.values).get(field.name)
        known = _expected(setup, expression, allowed)
        if known is not None:
            lines.append(f"assert {compared(f'created.{field_name(field.name)}', text.value(known[0], field.type))}")
    if len(lines) > 1:
        text.add(f"test_creates_{create.name}", [setup.action.id], lines)


def _change(setup: ActionSetup, change: PlannedChange, allowed: Changes, text: TestText) -> None:
    entity = setup.model.entity(change.entity)
    texts: dict[str, str] = {}
    for effect in change.effects:
        known = _expected(setup, effect.value, allowed)
        kind: ValueType = entity.field(effect.field).type
        if known is not None and not isinstance(plain(kind), Password):
            texts[effect.field] = text.value(known[0], kind)
    if not texts or change.record not in setup.sources:
        return
    given = text.arguments(setup, change.inputs, allowed, {})
    lines = [f"changed = rules.{change.function}({', '.join(given)})"]
    if len(texts) == len(change.effects):
        own = [place for place in allowed if place[0] == change.record]
        named = {**dict.fromkeys(own, ""), **{(change.record, name): value for name, value in texts.items()}}
        lines.append(f"assert changed == {text.changed_record(setup, change.record, allowed, named)}")
    else:
        lines += [f"assert {compared(f'changed.{field_name(name)}', value)}" for name, value in texts.items()]
    text.add(f"test_changes_{change.record}", [setup.action.id], lines)


def _expected(setup: ActionSetup, expression: Expression | None, allowed: Changes) -> tuple[Value] | None:
    """Return the value of an expression in a tuple, or None where it cannot be known."""
    if expression is None:
        return None
    try:
        return (setup.situation(allowed).value(expression),)
    except UnknownValueError:
        return None
