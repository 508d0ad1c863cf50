"""The types that columns are declared with: what they are called, where they are written, and how to swap them."""

from collections.abc import Iterator

from sqlglot import exp

from .edits import replace
from .rule import Edit
from .sql_text import Statement, TokenRange

# The nodes that give a column its type.
COLUMNS: tuple[type[exp.Expr], ...] = (exp.ColumnDef, exp.AlterColumn)

_WITHOUT_ZONE = ("WITHOUT", "TIME", "ZONE")


def type_of(node: exp.Expr) -> exp.Expr | None:
    """Return the type that CREATE TABLE or ALTER TABLE gives a column; None for columns of anything else."""
    parent = node.parent.parent if isinstance(node.parent, exp.Schema | exp.ModifyColumn) else node.parent
    if isinstance(parent, exp.Alter) or (isinstance(parent, exp.Create) and parent.kind == "TABLE"):
        found = node.args.get("kind" if isinstance(node, exp.ColumnDef) else "dtype")
        return found if isinstance(found, exp.Expr) else None
    return None


def type_name(node: exp.Expr) -> str:
    """Return the name of the type of a column in lower case, that of the elements for an array; nothing without one.

    Spellings that the parser takes for the same are the same here: `int4` is int, `character varying` varchar.
    """
    kind = type_of(node)
    while isinstance(kind, exp.DataType) and kind.this is exp.DType.ARRAY and kind.expressions:
        kind = kind.expressions[0]
    if isinstance(kind, exp.DataType) and kind.this is exp.DType.USERDEFINED:
        return _user_name(kind.args.get("kind"))
    name = kind.this if kind is not None else ""
    return (name.name if isinstance(name, exp.DType) else str(name)).lower()


def type_length(node: exp.Expr) -> int | None:
    """Return the first number in the brackets behind the type of a column; None where there is none."""
    kind = type_of(node)
    first = kind.expressions[0] if isinstance(kind, exp.DataType) and kind.expressions else None
    number = first.this if isinstance(first, exp.DataTypeParam) else None
    return int(number.name) if isinstance(number, exp.Literal) and number.name.isdigit() else None


def can_swap(node: exp.Expr) -> bool:
    """Say whether the type of a column can be swapped where it stands: it is declared here, and holds no arrays."""
    kind = type_of(node)
    return isinstance(node, exp.ColumnDef) and isinstance(kind, exp.DataType) and kind.this is not exp.DType.ARRAY


def is_new_column(node: exp.Expr) -> bool:
    """Say whether a column is declared with its table, so that no row has been stored with its type yet."""
    return isinstance(node, exp.ColumnDef) and isinstance(node.parent, exp.Schema)


def has_constraint(node: exp.Expr, *kinds: type[exp.Expr]) -> bool:
    """Say whether a column is declared with a constraint of one of these kinds."""
    constraints: list[exp.Expr] = node.args.get("constraints") or []
    return any(isinstance(constraint.args.get("kind"), kinds) for constraint in constraints)


def type_range(statement: Statement, node: exp.Expr) -> TokenRange | None:
    """Return the tokens that the type of a column is written with; None where that cannot be proved."""
    kind = type_of(node)
    place = statement.verified_range_of(kind) if kind is not None else None
    if place is None and not node.args.get("constraints"):
        column = statement.verified_range_of(node)
        return TokenRange(column.first + 1, column.last) if column and column.last > column.first else None
    return _with_zone(statement, place) if place else None


def swap_type(statement: Statement, node: exp.Expr, spelling: str) -> Iterator[Edit]:
    """Yield the edit that gives a column another type; the spelling follows the case of the one that stands there."""
    place = type_range(statement, node)
    if place:
        yield replace(statement, place, spelling.upper() if statement.text_of(place).isupper() else spelling)


def _with_zone(statement: Statement, place: TokenRange) -> TokenRange:
    """Take in WITHOUT TIME ZONE, as a type means the same without it."""
    behind = TokenRange(place.last + 1, min(place.last + 3, len(statement.tokens) - 1))
    return next(
        (TokenRange(place.first, words.last) for words in statement.find_words(*_WITHOUT_ZONE, within=behind)), place
    )


def _user_name(kind: object) -> str:
    if isinstance(kind, exp.Dot):
        return _user_name(kind.expression)
    if isinstance(kind, exp.Identifier):
        return f'"{kind.name}"' if kind.args.get("quoted") else kind.name.lower()
    return ""
