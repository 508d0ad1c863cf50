"""Builds the schema from the statements of all texts, in their order."""

import re
from collections.abc import Callable

from msgspec.structs import replace
from sqlglot import exp

from .schema import Column, Schema, Table
from .schema_changes import alter, drop_index
from .schema_declarations import Declarations, add_foreign_key, column_name, origin_of
from .schema_words import read_words
from .sql_text import SqlText, Statement

_Follow = Callable[[Schema, Statement, exp.Expr], bool]

# What takes a migration back must not undo what the schema knows: files named so, and parts of files marked so.
_DOWN_FILE = re.compile(r"(?i)(?:^|[./_-])(?:down|rollback|undo|revert)(?:[._-][^/]*)?\.sql$")
_DOWN_MARK = re.compile(r"(?im)^--\s*(?:\+goose\s+down|\+migrate\s+down|migrate:down|//@undo)")
_WORDS_READ = frozenset({"CREATE", "ALTER", "DROP"})


def build_schema(texts: tuple[SqlText, ...]) -> Schema:
    """Return the tables that the texts leave behind when they are run one after another.

    A change to a table that is created only later is made when all texts are read: scripts for tables, keys and
    indexes often lie in files whose names say nothing of their order.
    """
    schema = Schema()
    waiting: list[Statement] = []
    for text in texts:
        waiting += (statement for statement in upward(text) if not _followed(schema, statement))
    for statement in waiting:
        _followed(schema, statement)
    return schema


def upward(text: SqlText) -> tuple[Statement, ...]:
    """Return the statements of a text, without those that take a migration back."""
    if _DOWN_FILE.search(text.source.name):
        return ()
    mark = _DOWN_MARK.search(text.content)
    if mark is None:
        return text.statements
    return tuple(statement for statement in text.statements if statement.tokens[0].start < mark.start())


def _followed(schema: Schema, statement: Statement) -> bool:
    """Follow one statement; one that is nested too deep tells nothing of tables, and rules give it up as well."""
    try:
        return _follow(schema, statement)
    except RecursionError:
        return True


def may_change(statement: Statement) -> bool:
    """Say whether a statement is of a kind that tells what tables there are."""
    tree = statement.tree
    return statement.tokens[0].text.upper() in _WORDS_READ if tree is None else type(tree) in _FOLLOWED


def _follow(schema: Schema, statement: Statement) -> bool:
    """Follow one statement; say whether the table it changes is known."""
    tree = statement.tree
    if tree is None:
        return not may_change(statement) or read_words(schema, statement)
    follow = _FOLLOWED.get(type(tree))
    return follow(schema, statement, tree) if follow else True


def _create(schema: Schema, statement: Statement, tree: exp.Expr) -> bool:
    kind = tree.args.get("kind")
    if kind == "INDEX" and isinstance(tree.this, exp.Index):
        return _create_index(schema, statement, tree, tree.this)
    if kind in {"TABLE", "VIEW"}:
        return _create_table(schema, statement, tree)
    return True


def _create_index(schema: Schema, statement: Statement, tree: exp.Expr, node: exp.Index) -> bool:
    table = _known(schema, node.args.get("table"))
    if table:
        Declarations(table, statement).index(node, bool(tree.args.get("unique")))
    return table is not None


def _create_table(schema: Schema, statement: Statement, tree: exp.Expr) -> bool:
    body = tree.this
    node = body.this if isinstance(body, exp.Schema) else body
    if not isinstance(node, exp.Table) or not node.name:
        return True
    known = _known(schema, node)
    if known and tree.args.get("exists") and not known.temporary:
        return True
    origin = origin_of(statement, node)
    table = Table(node.name, node.db, dialect=statement.dialect, origin=origin, view=tree.args["kind"] == "VIEW")
    _take_properties(schema, table, tree)
    declarations = Declarations(table, statement)
    for part in body.expressions if isinstance(body, exp.Schema) else []:
        _take_part(schema, declarations, part)
    _take_query(table, tree)
    if known and not tree.args.get("replace") and not table.view:
        keep(known, table)
    schema.add(table)
    return True


def _take_part(schema: Schema, declarations: Declarations, part: exp.Expr) -> None:
    if isinstance(part, exp.LikeProperty):
        _derive(_known(schema, part.this), declarations.table)
    elif isinstance(part, exp.Identifier):
        origin = origin_of(declarations.statement, part)
        declarations.table.columns[part.name.lower()] = Column(part.name, None, origin=origin)
    else:
        declarations.take(part)


def _take_properties(schema: Schema, table: Table, tree: exp.Expr) -> None:
    clone = tree.args.get("clone")
    if isinstance(clone, exp.Clone):
        _derive(_known(schema, clone.this), table)
    properties: exp.Properties | None = tree.args.get("properties")
    for property in properties.expressions if properties else []:
        if isinstance(property, exp.TemporaryProperty):
            table.temporary = True
        elif isinstance(property, exp.InheritsProperty):
            table.derived = True
            table.parents = tuple(parent.name for parent in property.expressions)
            for parent in property.expressions:
                _part(_known(schema, parent), table)
        elif isinstance(property, exp.PartitionedOfProperty):
            table.partition_of = property.this.name
            _part(_known(schema, property.this), table)
        elif isinstance(property, exp.LikeProperty):
            _derive(_known(schema, property.this), table)
        elif isinstance(property, exp.VirtualProperty | exp.ExternalProperty):
            table.complete = False
        else:
            _take_setting(table, property)


def _take_setting(table: Table, property: exp.Expr) -> None:
    if isinstance(property, exp.EngineProperty):
        table.engine = property.name
    elif isinstance(property, exp.CharacterSetProperty):
        table.charset = property.name
    elif isinstance(property, exp.SchemaCommentProperty):
        table.comment = property.name
    elif isinstance(property, exp.PartitionedByProperty):
        table.partitioned = True


def _take_query(table: Table, tree: exp.Expr) -> None:
    """Take in the columns of CREATE … AS where the query names all of them."""
    query = tree.args.get("expression")
    if not isinstance(query, exp.Query):
        return
    table.derived = not table.view
    selects: list[exp.Expr] = query.selects
    if table.columns:
        return
    plain = all(select.alias_or_name and not select.is_star for select in selects)
    table.complete = plain and bool(selects)
    for select in selects if plain else []:
        table.columns[select.alias_or_name.lower()] = Column(select.alias_or_name, None)


def _derive(source: Table | None, table: Table) -> None:
    table.derived = True
    _copy(source, table)


def _part(source: Table | None, table: Table) -> None:
    """Take the columns of a table over whose rows lie in its parts from now on."""
    if source:
        source.partitioned = True
    _copy(source, table)


def _copy(source: Table | None, table: Table) -> None:
    """Take the columns of another table over; it stays incomplete where that one is not known."""
    table.complete = table.complete and bool(source and source.complete)
    for name, column in (source.columns if source else {}).items():
        table.columns.setdefault(name, replace(column, checks=[*column.checks]))


def keep(known: Table, table: Table) -> None:
    """Keep the keys and indexes of a table that a second script creates once more: both are read as one."""
    table.primary_key = table.primary_key or known.primary_key
    table.uniques += [columns for columns in known.uniques if columns not in table.uniques]
    targets = {(key.columns, key.target.lower()) for key in table.foreign_keys}
    for key in known.foreign_keys:
        if (key.columns, key.target.lower()) not in targets:
            add_foreign_key(table, key)
    names = {(index.name.lower(), index.columns) for index in table.indexes}
    table.indexes += [index for index in known.indexes if (index.name.lower(), index.columns) not in names]
    table.key_names = {**known.key_names, **table.key_names}
    table.comment = table.comment or known.comment


def _drop(schema: Schema, statement: Statement, tree: exp.Expr) -> bool:
    kind = tree.args.get("kind")
    tables: list[exp.Expr] = tree.args.get("tables") or []
    for node in tables:
        if kind in {"TABLE", "VIEW"}:
            schema.drop(_known(schema, node))
        elif kind == "INDEX":
            drop_index(schema, node.name)
    return True


def _comment(schema: Schema, statement: Statement, tree: exp.Expr) -> bool:
    """Follow COMMENT ON TABLE and COMMENT ON COLUMN."""
    subject, said = tree.this, tree.args.get("expression")
    comment = said.name if isinstance(said, exp.Literal) else ""
    if tree.args.get("kind") in {"TABLE", "VIEW"}:
        table = _known(schema, subject)
        if table:
            table.comment = comment
        return table is not None
    if not isinstance(subject, exp.Column):
        return True
    table = schema.table(subject.table, subject.db)
    column = table.columns.get(column_name(subject)) if table else None
    if column:
        column.comment = comment
    return column is not None


def _known(schema: Schema, node: object) -> Table | None:
    return schema.table(node.name, node.db) if isinstance(node, exp.Table) else None


_FOLLOWED: dict[type[exp.Expr], _Follow] = {
    exp.Create: _create,
    exp.Alter: alter,
    exp.Drop: _drop,
    exp.Comment: _comment,
}
