"""Resolves types as written to value types."""

from ...diagnostics import Span
from ..catalog import CLAUSE_SYNTAX, CONTRADICTION, MISPLACED, UNKNOWN_NAME
from ..model import Enumeration, Parameter
from ..syntax_tree import Name, TypeName
from ..syntax_tree import Parameter as ParameterNode
from ..value_types import (
    LARGEST,
    SMALLEST,
    Bool,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Plain,
    Reference,
    Text,
    ValueType,
)
from ..words import label_of, pascal_case
from .declarations import Declarations, unique_names

SIMPLE: dict[str, Plain] = {
    "bool": Bool(),
    "date": Date(),
    "datetime": DateTime(),
    "duration": Duration(),
    "password": Password(),
}
BUILT_IN = ("text", "int", "money", "decimal", *SIMPLE)
# More would leave too few digits before the point in a number of 64 bits.
MOST_PLACES = 12
# What other languages call the types.
ELSEWHERE = {
    "string": "text",
    "str": "text",
    "number": "int",
    "float": "decimal(2)",
    "boolean": "bool",
    "integer": "int",
    "timestamp": "datetime",
}


def resolve_type(
    kind: TypeName, declarations: Declarations, owner: str = "", field: str = "", *, may_be_list: bool = False
) -> ValueType | None:
    """Return the type that a type name stands for, or None after reporting why there is none.

    Inline states make an enumeration named for their owner and field: `BookingStatus`.
    """
    if kind.is_list:
        return _list_type(kind, declarations, may_be_list)
    if kind.states:
        return _inline_states(kind, declarations, pascal_case(owner) + pascal_case(field))
    bare = _plain_type(kind, declarations)
    return Optional(bare) if bare is not None and kind.optional else bare


def _list_type(kind: TypeName, declarations: Declarations, may_stand_here: bool) -> ValueType | None:
    known = declarations.names_of("Role", "Entity")
    problem: tuple[str, str] | None = None
    if not may_stand_here:
        problem = "a list cannot stand here", "lists are fields of entities and parameters of actions"
    elif kind.name not in known and kind.name in (*BUILT_IN, *declarations.enumerations):
        problem = f"a list holds records, and `{kind.name}` is no entity", "name an entity or a role"
    elif kind.optional:
        problem = "a list cannot be optional", "leave out the `?`: a list may have no records"
    if problem is not None:
        declarations.diagnostics.append(CONTRADICTION.at(kind.span, *problem))
        return None
    if kind.name not in known:
        declarations.unknown(Name(kind.span, kind.name), "entity", known)
        return None
    return ListOf(kind.name)


def _inline_states(kind: TypeName, declarations: Declarations, name: str) -> ValueType:
    if len(set(kind.states)) < len(kind.states):
        twice = next(state for number, state in enumerate(kind.states) if state in kind.states[:number])
        problem = CONTRADICTION.at(kind.span, f"the state `{twice}` is named twice", "remove one of them")
        declarations.diagnostics.append(problem)
    enumeration = Enumeration(id=f"enum:{name}", span=kind.span, name=name, members=kind.states)
    declarations.enumerations.setdefault(name, enumeration)
    return declarations.choice(enumeration)


def _plain_type(kind: TypeName, declarations: Declarations) -> Plain | None:
    low, high = kind.bounds or (None, None)
    if low is not None and high is not None and low > high:
        message = f"nothing is between {low} and {high}"
        declarations.diagnostics.append(CONTRADICTION.at(kind.span, message, f"write {kind.name}({high}..{low})"))
    match kind.name:
        case "int":
            return _int(kind, declarations)
        case "text":
            return _text(kind, declarations)
        case "decimal":
            return _decimal(kind, declarations)
        case name:
            found = _simple_type(kind, declarations)
            if found is not None and kind.bounds is not None:
                _complain(declarations, kind.span, f"`{name}` takes no bounds", "bounds go with int, text and decimal")
            return found


def _int(kind: TypeName, declarations: Declarations) -> Int:
    low, high = kind.bounds or (None, None)
    beyond = [bound for bound in (low, high) if bound is not None and not SMALLEST <= bound <= LARGEST]
    for bound in beyond[:1]:
        hint = f"stay between {SMALLEST} and {LARGEST}"
        problem = CONTRADICTION.at(kind.span, f"{bound} lies outside the whole numbers of 64 bits", hint)
        declarations.diagnostics.append(problem)
    return Int() if beyond else Int(low, high)


def _text(kind: TypeName, declarations: Declarations) -> Text:
    low, high = kind.bounds or (None, None)
    if low is not None and low < 0:
        _complain(declarations, kind.span, "no text has less than 0 characters", f"write `text(0..{high or ''})`")
    elif high is not None and high < 1 and (low is None or low <= high):
        _complain(
            declarations, kind.span, f"a text of at most {high} characters says nothing", "write `text(1)` or more"
        )
    return Text(high, 1 if low is None else low)


def _decimal(kind: TypeName, declarations: Declarations) -> Decimal:
    low, high = kind.bounds or (None, None)
    if high is None:
        _complain(declarations, kind.span, "a decimal needs its number of places", "write `decimal(2)`")
    elif low is not None or not 0 <= high <= MOST_PLACES:
        message = f"a decimal has from 0 to {MOST_PLACES} places"
        _complain(declarations, kind.span, message, "write their number, such as `decimal(2)`")
    return Decimal(high or 0)


def _simple_type(kind: TypeName, declarations: Declarations) -> Plain | None:
    name = kind.name
    if name == "money":
        return Money(declarations.currency_scale)
    if name in SIMPLE:
        return SIMPLE[name]
    if name in declarations.enumerations:
        return declarations.choice(declarations.enumerations[name])
    known = declarations.names_of("Role", "Entity")
    if name in known:
        return Reference(name)
    if name.lower() in ELSEWHERE and name not in declarations.unread:
        hint = f"write `{ELSEWHERE[name.lower()]}`"
        declarations.diagnostics.append(UNKNOWN_NAME.at(kind.span, f"there is no type `{name}`", hint))
    else:
        declarations.unknown(Name(kind.span, name), "type", (*BUILT_IN, *known, *declarations.enumerations))
    return None


def _complain(declarations: Declarations, span: Span, message: str, hint: str) -> None:
    declarations.diagnostics.append(CLAUSE_SYNTAX.at(span, message, hint))


def resolve_parameters(
    nodes: tuple[ParameterNode, ...],
    declarations: Declarations,
    *,
    may_default: bool = False,
    may_be_lists: bool = False,
) -> tuple[Parameter, ...]:
    """Return the parameters whose types are known; each is reported once where it is not. Defaults come later."""
    found: list[Parameter] = []
    for node in unique_names(declarations, nodes, "parameter"):
        if node.default is not None and not may_default:
            problem = MISPLACED.at(node.default.span, "only a parameter of an action has a default", "leave it out")
            declarations.diagnostics.append(problem)
        kind = _parameter_type(node, declarations, may_be_lists)
        if kind is not None:
            label = node.label.value if node.label else label_of(node.name.text)
            found.append(Parameter(name=node.name.text, type=kind, label=label))
        else:
            declarations.unread.add(node.name.text)
    return tuple(found)


def _parameter_type(node: ParameterNode, declarations: Declarations, may_be_list: bool) -> ValueType | None:
    if node.type is None:
        return None
    return resolve_type(node.type, declarations, "", node.name.text, may_be_list=may_be_list)
