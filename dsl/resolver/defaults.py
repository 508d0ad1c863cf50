"""Resolves the defaults of fields and of the parameters of actions."""

from msgspec.structs import replace

from ...diagnostics import Span
from ..catalog import CONTRADICTION, TYPE_MISMATCH
from ..expressions import Arithmetic, Constant, Expression
from ..interpreter.validation import find_problem
from ..model import Create, Effect, Parameter
from ..syntax_tree import Block
from ..syntax_tree import Parameter as ParameterNode
from ..value_types import Password, Reference, ValueType, plain
from .declarations import Declarations
from .expressions import ExpressionResolver
from .inheritance import filled_fields
from .scope import Scope


def with_defaults(
    parameters: tuple[Parameter, ...], effects: list[Effect], block: Block, declarations: Declarations
) -> tuple[Parameter, ...]:
    """Give parameters their own defaults, or those of the fields of new records that they fill."""
    nodes = {node.name.text: node for node in reversed(block.header.parameters)}
    filled = filled_fields([effect for effect in effects if isinstance(effect, Create)])
    found: list[Parameter] = []
    for parameter in parameters:
        default = None
        if nodes[parameter.name].default is not None:
            default = _own_default(nodes[parameter.name], parameter, declarations)
        elif parameter.name in filled:
            entity, name = filled[parameter.name]
            inherited = declarations.entities[entity].field(name).default
            default = inherited if isinstance(inherited, Constant) else None
        found.append(replace(parameter, default=default))
    return tuple(found)


def _own_default(node: ParameterNode, parameter: Parameter, declarations: Declarations) -> Constant | None:
    assert node.default is not None
    if isinstance(plain(parameter.type), Reference | Password):
        noun = "password" if isinstance(plain(parameter.type), Password) else "record"
        hint = "leave the default out; with `?` after its type the parameter may stay empty"
        problem = CONTRADICTION.at(node.default.span, f"a {noun} cannot be a default", hint)
        declarations.diagnostics.append(problem)
        return None
    value = ExpressionResolver(declarations).value(node.default, Scope(), parameter.type)
    if value is None:
        return None
    constant = constant_of(value)
    if constant is None:
        declarations.diagnostics.append(TYPE_MISMATCH.at(value.span, "a default is a fixed value", "write the value"))
        return None
    check_default(constant, parameter.type, parameter.label, declarations)
    return constant


def check_default(default: Expression | None, kind: ValueType, label: str, declarations: Declarations) -> None:
    """Report a default that is outside of what its type allows."""
    constant = constant_of(default) if default is not None else None
    if constant is None or constant.value is None:
        return
    problem = find_problem(constant.value, kind, label)
    if problem is not None:
        span: Span = constant.span
        declarations.diagnostics.append(TYPE_MISMATCH.at(span, f"this default is never accepted: {problem}"))


def constant_of(value: Expression) -> Constant | None:
    """Return a value that is written out, a negative number too, as a constant; None for anything else."""
    match value:
        case Constant():
            return value
        case Arithmetic(operator="-", left=Constant(value=0), right=Constant(value=int() as number)):
            return Constant(type=value.type, span=value.span, value=-number)
        case _:
            return None
