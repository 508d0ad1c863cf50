"""Tests that what is limited is never given twice, however many ask at once."""

from collections.abc import Iterator

from ...dsl.expressions import Arithmetic, Comparison, Constant, Expression, FieldRead, Variable
from ...dsl.model import Action, BySystem, Change, Model
from ...dsl.value_types import Int, plain
from ..backend import OutputFile
from ..names import constant_of, field_name, member_name, python_name, variable_of
from .example_records import Examples
from .filled_setup import FilledSetup
from .function_text import TestText
from .module_api import actor_role
from .module_database import prepared
from .probes import conditions_in
from .search import Changes

STOCK = 5


def concurrency_file(model: Model, examples: Examples) -> OutputFile | None:
    """Return the file, or None where nothing is limited."""
    text = TestText(examples)
    ids: list[str] = []
    for action in model.actions:
        for effect in action.effects:
            if isinstance(effect, Change) and not isinstance(action.actor, BySystem) and _is_scarce(effect, action):
                ids += _add(action, effect, text)
    if not ids:
        return None
    text.literals.imports |= {
        ("concurrent.futures", "ThreadPoolExecutor"),
        ("tests.drivers.actions", "DONE"),
        ("tests.drivers.actions", "Outcome"),
        ("tests.drivers.service_actions", "ServiceActions"),
        ("tests.world", "World"),
    }
    text.constants = ["THREADS = 8"]
    return text.file("module/test_concurrency", "Many at once: what is limited is never given twice.", ids)


def _is_scarce(effect: Change, action: Action) -> bool:
    """Tell whether a number is taken from, under a guard that there is enough of it."""
    value = effect.value
    if not (isinstance(value, Arithmetic) and value.operator == "-" and _is_field(value.left, effect)):
        return False
    parts = [part for guard in action.guards for part in conditions_in(guard.condition)]
    return any(_demands(part, effect, value.right) for part in parts)


def _is_field(expression: Expression, effect: Change) -> bool:
    is_it = isinstance(expression, FieldRead) and expression.name == effect.field
    return is_it and isinstance(expression, FieldRead) and expression.record == effect.record


def _demands(condition: Expression, effect: Change, amount: Expression) -> bool:
    match condition:
        case Comparison(operator="<=", left=left, right=right) if _is_field(right, effect):
            return left == amount
        case Comparison(operator=">=", left=left, right=right) if _is_field(left, effect):
            return right == amount
        case Comparison(operator=">", left=left, right=Constant(value=0)) if _is_field(left, effect):
            return isinstance(amount, Constant) and amount.value == 1
        case _:
            return False


def _add(action: Action, effect: Change, text: TestText) -> Iterator[str]:
    setup, entity = FilledSetup(action, text.examples), text.model.entity(effect.entity)
    changes = _scarce_changes(setup, effect)
    if changes is None:
        return
    name, getter = python_name(action.name), f"get_{variable_of(entity)}"
    text.need("tests.records", getter)
    text.need("tests.examples", constant_of(entity.name))
    left = f"{getter}(filled, {constant_of(entity.name)}.{field_name(entity.key.name)}).{field_name(effect.field)}"
    role = actor_role(action)
    given = ["None" if role is None else "who", *_arguments(setup, changes, text)]
    lines = [
        *prepared(setup, changes, text),
        *([f"who = {_account(role, text)}"] if role is not None else []),
        "actions = ServiceActions(filled.system)",
        "",
        f"def {name}(_: int) -> Outcome:",
        f"    return actions.{name}({', '.join(given)})",
        "",
        "with ThreadPoolExecutor(THREADS) as pool:",
        f"    outcomes = list(pool.map({name}, range(THREADS * 4)))",
        "assert DONE in outcomes",
        f"assert {left} == {STOCK} - outcomes.count(DONE)",
        f"assert {left} >= 0",
    ]
    kept = [rule.id for rule in text.model.rules for item in rule.invariants if item.entity == entity.name]
    text.add(f"test_{name}_by_many_at_once", [action.id, *kept], lines, "filled: World")
    yield from (action.id, *kept)


def _scarce_changes(setup: FilledSetup, effect: Change) -> Changes | None:
    """Return the changes under which there are a few left and each asks for one; None where that cannot be."""
    field = setup.model.entity(effect.entity).field(effect.field)
    amount = effect.value.right if isinstance(effect.value, Arithmetic) else None
    if (
        setup.succeeding is None
        or not isinstance(plain(field.type), Int)
        or not isinstance(amount, Constant | Variable)
    ):
        return None
    changes: Changes = {**setup.succeeding, (effect.entity, effect.field): STOCK}
    if isinstance(amount, Variable):
        changes["", python_name(amount.name)] = 1
    return changes if setup.succeeds(changes) else None


def _arguments(setup: FilledSetup, changes: Changes, text: TestText) -> Iterator[str]:
    for item in setup.plan.parameters:
        if item.entity is not None:
            entity = setup.model.entity(item.entity)
            value, kind = setup.examples.first[entity.name][entity.key.name], entity.key.type
        else:
            value, kind = changes.get(("", item.name), setup.inner.scalars[item.name]), item.parameter.type
        yield f"{item.name}={text.value(value, kind)}"


def _account(role: str, text: TestText) -> str:
    text.need("tests.accounts", "account_of")
    text.need("app.domain.roles", "Role")
    text.need("tests.examples", constant_of(role))
    key = field_name(text.model.entity(role).key.name)
    return f"account_of(filled, Role.{member_name(role)}, {constant_of(role)}.{key})"
