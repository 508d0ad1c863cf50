"""The test that does the actions in any order and checks after each what must always hold."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.expressions import Value
from ...dsl.model import Action, BySystem, Change, Create, Entity, Model
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
    plain,
)
from ...dsl.words import pascal_case, snake_case
from ...templates.rendering import render
from ..backend import OutputFile
from ..database_calls import near_invariants, reads_time, wide_invariants
from ..names import plural_of_entity, python_name, service_module, variable_of
from ..python_expressions import python_string
from ..python_types import import_lines
from .drivers import has_tasks
from .example_records import Examples
from .function_text import TestText
from .samples import generated_key


class RandomRule(Struct, frozen=True):
    """An action: its inputs with their strategies, the parameters of the method, and its lines."""

    name: str
    strategies: tuple[str, ...]
    parameters: str
    lines: tuple[str, ...]


class EntityInvariants(Struct, frozen=True):
    """What is checked of all records of an entity."""

    variable: str
    plural: str
    lines: tuple[str, ...]


def random_actions_file(model: Model, examples: Examples) -> OutputFile | None:
    """Return the file, or None where nobody can do anything."""
    actions = [action for action in model.actions if not isinstance(action.actor, BySystem)]
    if not actions:
        return None
    text = TestText(examples)
    rules = [_rule(action, text) for action in actions]
    rules += [_answers(text)] if has_tasks(model) else []
    view = {
        "grounds": [line for entity in _grounds(model, examples) for line in _both(entity, model, text)],
        "people": list(_people(model, text)),
        "records": list(_records(model, text)),
        "rules": rules,
        "checks": [_checks(entity, model, text) for entity in model.entities],
        "wide": list(_wide(model, text)),
        "ids": ", ".join(python_string(item) for item in _ids(model)),
    }
    rendered = render("test_suite/random_actions.py.jinja", imports=import_lines(text.literals.imports), **view)
    return OutputFile("tests/unit/test_random_actions.py", rendered, tuple(_ids(model)))


def _ids(model: Model) -> list[str]:
    rules = [rule.id for rule in model.rules if rule.invariants]
    return [*rules, *(action.id for action in model.actions)]


def _people(model: Model, text: TestText) -> Iterator[str]:
    for role in model.roles:
        if role.identifiers:
            add = f"add_{variable_of(role)}"
            text.need("tests.accounts", add)
            yield f"{add}(self.world, {text.record(role.name, {})})"
            text.need("tests.examples", f"OTHER_{_constant(role)}")
            yield f"{add}(self.world, OTHER_{_constant(role)})"


def _constant(entity: Entity) -> str:
    return snake_case(entity.name).upper()


def _records(model: Model, text: TestText) -> Iterator[str]:
    """Yield the insertions of what no action creates."""
    created = {effect.entity for action in model.actions for effect in action.effects if isinstance(effect, Create)}
    ready = {role.name for role in model.roles if role.identifiers}
    ready |= {entity.name for entity in _grounds(model, text.examples)}
    for entity in model.entities:
        is_ready = _referred_to(entity, text.examples) <= ready
        if entity.name not in created and entity.name not in ready and is_ready:
            ready.add(entity.name)
            yield from _both(entity, model, text)


def _both(entity: Entity, model: Model, text: TestText) -> Iterator[str]:
    """Yield the insertions of both examples of an entity."""
    plural = plural_of_entity(entity)
    text.need("app.database", plural)
    first, second = text.examples.first[entity.name], text.examples.second[entity.name]
    changed = {
        name: text.value(value, entity.field(name).type) for name, value in second.items() if value != first[name]
    }
    scarce = dict.fromkeys(_changed_numbers(entity, model), "left")
    for own in ({}, changed):
        yield f"{plural}.insert(self.world.connection, {text.record(entity.name, {**own, **scarce})})"


def _grounds(model: Model, examples: Examples) -> list[Entity]:
    """Return the entities, other than those that sign in, without which there are no people; each after its own."""
    found: dict[str, Entity] = {}
    for role in model.roles:
        if role.identifiers:
            _add_needed(role, model, examples, found, {role.name})
    return list(found.values())


def _add_needed(entity: Entity, model: Model, examples: Examples, found: dict[str, Entity], seen: set[str]) -> None:
    for name in sorted(_referred_to(entity, examples) - seen):
        seen.add(name)
        _add_needed(model.entity(name), model, examples, found, seen)
        if not model.entity(name).identifiers:
            found.setdefault(name, model.entity(name))


def _referred_to(entity: Entity, examples: Examples) -> set[str]:
    """Return the names of the entities that the example of an entity refers to."""
    values = examples.first[entity.name]
    return {
        field.type.entity for field in entity.fields if isinstance(field.type, Reference) and values.get(field.name)
    }


def _changed_numbers(entity: Entity, model: Model) -> list[str]:
    """Return the numbers of an entity that actions change, and that may be as low as 0 and as high as 20."""
    names = {
        effect.field
        for action in model.actions
        for effect in action.effects
        if isinstance(effect, Change) and effect.entity == entity.name
    }
    found: list[str] = []
    for field in entity.fields:
        kind = field.type
        is_wide = isinstance(kind, Int) and (kind.low or 0) <= 0 and (kind.high is None or kind.high >= 20)
        if field.name in names and is_wide and not (field.is_key or field.is_unique):
            found.append(field.name)
    return found


def _rule(action: Action, text: TestText) -> RandomRule:
    name = python_name(action.name)
    strategies = ["who=st.integers(0, 100)"]
    parameters = ["who: int"]
    lines: list[str] = []
    for call in action.calls:
        module = service_module(call.service)
        kind = f"{pascal_case(call.operation)}Outcome"
        text.need("app.gateways", module)
        outcome = f"{python_name(call.operation)}_outcome"
        strategies.append(f"{outcome}=st.sampled_from({module}.{kind})")
        parameters.append(f"{outcome}: {module}.{kind}")
        lines.append(f"self.world.gateways.{module}.{outcome} = {outcome}")
    given: list[str] = []
    for item in action.parameters:
        own = python_name(item.name)
        own = f"{own}_" if own == "who" else own
        strategies.append(f"{own}={strategy(item.type, text)}")
        parameters.append(f"{own}: {text.literals.annotation(item.type)}")
        given.append(f"{python_name(item.name)}={own}")
    arguments = "".join(f", {item}" for item in given)
    lines.append(f"self.actions.{name}(self.person(who){arguments})")
    return RandomRule(name, tuple(dict.fromkeys(strategies)), ", ".join(dict.fromkeys(parameters)), tuple(lines))


def _answers(text: TestText) -> RandomRule:
    text.need("app.domain.roles", "Role")
    text.need("app.workflows.instances", "open_tasks")
    lines = (
        "waiting = [task for role in Role for task in open_tasks(self.world.connection, role)]",
        "if waiting:",
        "    answers = waiting[0].answers",
        "    answer = answers[choice % len(answers)]",
        "    self.actions.answer(self.person(who), task=waiting[0].title, answer=answer)",
    )
    strategies = ("who=st.integers(0, 100)", "choice=st.integers(0, 10)")
    return RandomRule("answer_a_task", strategies, "who: int, choice: int", lines)


def strategy(kind: ValueType, text: TestText) -> str:
    """Return values of a type worth trying, wrong ones among them."""
    found = _strategy(kind, text)
    return f"st.none() | {found}" if isinstance(kind, Optional) else found


def _strategy(kind: ValueType, text: TestText) -> str:
    match plain(kind):
        case Bool():
            return "st.booleans()"
        case Choice(enum=enum):
            text.need("app.domain.enums", enum)
            return f"st.sampled_from({enum})"
        case Int(low=low, high=high):
            least = (low if low is not None else 0) - 1
            return f"st.integers({least}, {min(high + 1 if high is not None else least + 12, least + 50)})"
        case Money() | Decimal():
            return "st.integers(0, 100000)"
        case Date():
            text.need("datetime", "timedelta")
            text.need("tests.stubs", "START")
            return "st.integers(-3, 30).map(lambda days: START.date() + timedelta(days=days))"
        case DateTime():
            text.need("datetime", "timedelta")
            text.need("tests.stubs", "START")
            return "st.integers(-3, 30).map(lambda days: START + timedelta(days=days))"
        case Duration():
            text.need("datetime", "timedelta")
            return "st.integers(0, 100).map(lambda hours: timedelta(hours=hours))"
        case Reference(entity=entity):
            return f"st.sampled_from([{', '.join(_keys(text.model.entity(entity), text))}])"
        case ListOf(entity=entity):
            keys = ", ".join(_keys(text.model.entity(entity), text))
            return f"st.lists(st.sampled_from([{keys}]), max_size=3).map(tuple)"
        case Text(low=low, high=high):
            good = "x" * low if low > 1 else "Text 1"[: high or 6]
            long = f', "x" * {high + 1}' if high is not None else ""
            return f'st.sampled_from(["", {python_string(good)}{long}])'
        case Password():
            return 'st.sampled_from(["", "Password 1"])'
        case _:
            return "st.none()"


def _keys(entity: Entity, text: TestText) -> Iterator[str]:
    keys: list[Value] = [generated_key(entity, number) for number in (1, 2, 3)] if entity.key.is_generated else []
    if not keys:
        keys = [record[entity.name][entity.key.name] for record in (text.examples.first, text.examples.second)]
        keys.append("nowhere" if isinstance(keys[0], str) else 0)
    yield from (text.value(key, entity.key.type) for key in keys)


def _checks(entity: Entity, model: Model, text: TestText) -> EntityInvariants:
    module = variable_of(entity)
    text.need("app.domain", f"{module} as {module}_rules")
    text.need("tests.records", f"all_{plural_of_entity(entity)}")
    lines = [f"assert {module}_rules.broken_rule(record) is None"]
    for _, invariant, function in near_invariants(model):
        if invariant.entity == entity.name:
            text.need("app.domain.invariants", function)
            lines.append(f"assert {function}(record) is None")
    return EntityInvariants(module, plural_of_entity(entity), tuple(lines))


def _wide(model: Model, text: TestText) -> Iterator[str]:
    for _, invariant, function in wide_invariants(model):
        module = plural_of_entity(invariant.entity)
        text.need("app.database", module)
        now = ", now=self.world.now" if reads_time(invariant.condition, model) else ""
        yield f"assert not {module}.{function}(self.world.connection{now})"
