"""Tells which tables a statement needs to run: their columns, their keys, and the values that matter to it."""

from collections.abc import Iterable

from msgspec import Struct, field
from sqlglot import exp

from .schema import Schema, Table
from .schema_types import family_of, is_text

Value = float | str | None
_NUMBERS = [0.0, 1.0, 2.0, 3.0]
_TEXTS = ["", "a", "b", "A b"]
_TIMES = ["2024-01-01", "2024-01-02", "2024-02-29", "2023-12-31"]
_COMPARISONS = (
    exp.EQ,
    exp.NEQ,
    exp.GT,
    exp.GTE,
    exp.LT,
    exp.LTE,
    exp.NullSafeEQ,
    exp.In,
    exp.Between,
    exp.Like,
    exp.ILike,
)
_OF_TIMES = (
    *(exp.TimestampTrunc, exp.DateTrunc, exp.Extract, exp.DateAdd, exp.DateSub, exp.DateDiff, exp.TimestampDiff),
    *(exp.Year, exp.Month, exp.Day),
)
_CALCULATIONS = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Sum, exp.Avg, exp.Neg, exp.Mod)


class Field(Struct, eq=False):
    """A column of a made table: `kind` is number, text, time or boolean; `domain` the values it may hold."""

    name: str
    kind: str = ""
    domain: list[Value] = field(default_factory=list[Value])
    nullable: bool = True


class MadeTable(Struct, eq=False):
    """A table to make: its columns by their names in lower case, its keys, and what it refers to.

    `complete` where a schema tells all its columns.
    """

    name: str
    fields: dict[str, Field] = field(default_factory=dict[str, Field])
    complete: bool = False
    keys: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    references: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = field(
        default_factory=list[tuple[tuple[str, ...], str, tuple[str, ...]]]
    )


def tables_for(trees: list[exp.Expr], schema: Schema) -> dict[str, MadeTable]:
    """Return the tables that statements read or change, as far as the schema and the statements tell of them."""
    made: dict[str, MadeTable] = {}
    inner = {cte.alias.lower() for tree in trees for cte in tree.find_all(exp.CTE)}
    for tree in trees:
        for node in tree.find_all(exp.Table):
            if isinstance(node.this, exp.Identifier) and node.name and (node.db or node.name.lower() not in inner):
                name = node.name.lower()
                known = schema.table(node.name, node.db)
                made.setdefault(name, _declared(name, known) if known else MadeTable(name))
    for tree in trees:
        _take_columns(tree, made)
    for tree in trees:
        _take_values(tree, made)
    for table in made.values():
        _complete(table, made)
    return made


def _declared(name: str, known: Table) -> MadeTable:
    made = MadeTable(name, complete=known.complete, keys=[key for key in (known.primary_key, *known.uniques) if key])
    for key, column in known.columns.items():
        kind = "text" if is_text(column.type) else {"TIME": "time", "NUMBER": "number"}.get(family_of(column.type), "")
        if column.type is not None and column.type.this is exp.DType.BOOLEAN:
            kind = "boolean"
        made.fields[key] = Field(column.name, kind, nullable=column.nullable and key not in known.primary_key)
    made.keys += [index.columns for index in known.indexes if index.unique and index.where is None]
    for key in known.foreign_keys:
        if key.target_columns or len(key.columns) == 1:
            made.references.append((key.columns, key.target.lower(), key.target_columns))
    made.keys = [key for key in made.keys if all(name in made.fields for name in key)]
    return made


def _take_columns(tree: exp.Expr, made: dict[str, MadeTable]) -> None:
    """Give tables that nobody declared the columns that statements name."""
    for column in tree.find_all(exp.Column):
        table = owner_of(column, made)
        if table and column.name and not table.complete and not isinstance(column.this, exp.Star):
            table.fields.setdefault(column.name.lower(), Field(column.name))
    for node in tree.find_all(exp.Insert):
        target = node.this
        if isinstance(target, exp.Schema) and target.this.name.lower() in made:
            for name in target.expressions:
                made[target.this.name.lower()].fields.setdefault(name.name.lower(), Field(name.name))
        elif isinstance(target, exp.Table) and target.name.lower() in made:
            _widen(made[target.name.lower()], node.args.get("expression") or exp.Values())
    for join in tree.find_all(exp.Join):
        shared: list[exp.Expr] = join.args.get("using") or []
        for name in shared:
            for source in _sources(join.parent) if join.parent else []:
                if source.name.lower() in made:
                    made[source.name.lower()].fields.setdefault(name.name.lower(), Field(name.name))


def _widen(table: MadeTable, rows: exp.Expr) -> None:
    """Give a table that nobody declared as many columns as the rows have that are put into it."""
    first = rows.expressions[0] if isinstance(rows, exp.Values) and rows.expressions else rows
    width = len(first.expressions) if isinstance(first, exp.Tuple) else len(getattr(first, "selects", []))
    if not table.complete and not any(part.is_star for part in first.expressions):
        for number in range(len(table.fields), width):
            table.fields[f"column_{number}"] = Field(f"column_{number}")


def owner_of(column: exp.Column, made: dict[str, MadeTable]) -> MadeTable | None:
    """Return the made table a column belongs to: by its qualifier, or the nearest one that has or may have it."""
    upward: exp.Expr | None = column.parent
    while upward is not None:
        sources = _sources(upward)
        for source in sources:
            if column.table and column.table.lower() == (source.alias_or_name or "").lower():
                return made.get(source.name.lower()) if isinstance(source, exp.Table) else None
        if sources and not column.table:
            tables = [made.get(source.name.lower()) if isinstance(source, exp.Table) else None for source in sources]
            known = [table for table in tables if table and column.name.lower() in table.fields]
            open_ = [table for table in tables if table and not table.complete]
            if known or open_:
                return (known or open_)[0]
        upward = upward.parent
    return None


def _sources(node: exp.Expr) -> list[exp.Expr]:
    """Return the tables and subqueries that a query or a change brings in itself."""
    start = node.args.get("from_")
    found: list[exp.Expr] = [start.this] if isinstance(start, exp.From) else []
    if isinstance(node, exp.Update | exp.Delete | exp.Insert) and isinstance(node.this, exp.Expr):
        found.append(node.this.this if isinstance(node.this, exp.Schema) else node.this)
    joins: list[exp.Join] = list(node.args.get("joins") or [])
    for source in found:
        inner: list[exp.Join] = source.args.get("joins") or []
        joins += inner
    return found + [join.this for join in joins]


def _take_values(tree: exp.Expr, made: dict[str, MadeTable]) -> None:
    """Take what columns are compared with into their domains, and guess their kinds by it."""
    _take_kind("time", tree.find_all(*_OF_TIMES), made)
    for comparison in tree.find_all(*_COMPARISONS):
        fields = [found for column in comparison.find_all(exp.Column) if (found := _field(column, made))]
        for literal in comparison.find_all(exp.Literal):
            for found in fields:
                _take_literal(found, literal, is_pattern=isinstance(comparison, exp.Like | exp.ILike))
        if isinstance(comparison, exp.Like | exp.ILike):
            for found in fields:
                found.kind = found.kind or "text"
    for calculation in tree.find_all(*_CALCULATIONS):
        column = calculation.this
        found = _field(column, made) if isinstance(column, exp.Column) else None
        if found:
            found.kind = found.kind or "number"
    _take_kind("text", tree.find_all(exp.DPipe, exp.Concat, exp.Lower, exp.Upper, exp.Trim), made)
    for choice in tree.find_all(exp.Case, exp.Coalesce):
        _take_choices(choice, made)
    for comparison in tree.find_all(exp.EQ, exp.Coalesce):
        fields = [found for column in comparison.find_all(exp.Column) if (found := _field(column, made))]
        kinds = [found.kind for found in fields if found.kind]
        for found in fields:
            found.kind = found.kind or (kinds[0] if kinds else "")
            shared = [value for other in fields if other.kind == found.kind for value in other.domain]
            found.domain = list(dict.fromkeys((*found.domain, *shared)))


def _take_kind(kind: str, nodes: Iterable[exp.Expr], made: dict[str, MadeTable]) -> None:
    """Guess that columns in some nodes are of a kind, where nothing else told theirs before."""
    for column in (column for node in nodes for column in node.find_all(exp.Column)):
        found = _field(column, made)
        if found:
            found.kind = found.kind or kind


def _take_choices(choice: exp.Expr, made: dict[str, MadeTable]) -> None:
    """Guess that columns are text which a string may stand in for."""
    branches: list[exp.Expr] = choice.args.get("ifs") or choice.expressions
    values = [branch.args["true"] if isinstance(branch, exp.If) else branch for branch in branches]
    values.append(choice.args.get("default") if isinstance(choice, exp.Case) else choice.this)
    if any(isinstance(value, exp.DPipe | exp.Concat) or getattr(value, "is_string", False) for value in values):
        for column in values:
            found = _field(column, made) if isinstance(column, exp.Column) else None
            if found:
                found.kind = found.kind or "text"


def _field(column: exp.Column, made: dict[str, MadeTable]) -> Field | None:
    table = owner_of(column, made)
    return table.fields.get(column.name.lower()) if table else None


def _take_literal(found: Field, literal: exp.Literal, *, is_pattern: bool) -> None:
    if literal.is_string:
        found.kind = found.kind or "text"
        text = literal.name
        found.domain += [text.replace("%", "x").replace("_", "a"), text.replace("%", "")] if is_pattern else [text]
    else:
        number = float(literal.name)
        found.kind = found.kind or "number"
        found.domain += [number - 1, number, number + 1]


def _complete(table: MadeTable, made: dict[str, MadeTable]) -> None:
    """Give each column a kind and a domain; a table of which no column is known gets one."""
    if not table.fields:
        table.fields["id"] = Field("id")
    for found in table.fields.values():
        found.kind = found.kind or "number"
        if found.kind == "number":
            numbers = [value for value in found.domain if isinstance(value, float)]
            found.domain = [*_NUMBERS, *numbers]
        elif found.kind == "boolean":
            found.domain = [0.0, 1.0]
        elif found.kind == "time":
            found.domain = [
                *_TIMES,
                *(value for value in found.domain if isinstance(value, str) and value[:1].isdigit()),
            ]
        else:
            found.domain = [*_TEXTS, *(value for value in found.domain if isinstance(value, str))]
        found.domain = list(dict.fromkeys(found.domain))
    table.references = [
        (columns, target, targets or (made[target].keys[0] if made[target].keys else ()))
        for columns, target, targets in table.references
        if target in made and target != table.name
    ]
    table.references = [known for known in table.references if len(known[0]) == len(known[2])]
