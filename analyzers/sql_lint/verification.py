"""Tries whether a fix keeps results: runs a statement before and after it on small databases made for it."""

from collections import Counter
from enum import StrEnum
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from sqlglot import exp
from sqlglot.optimizer.simplify import simplify

from ...diagnostics import Source, WeftError
from .connection import OutOfTime, QueryFailed
from .execution import Engine, Rows, prepared
from .instances import Instance, instances, tables_for
from .rule import Finding
from .schema import Column, Index, Schema, Table
from .schema_builder import build_schema
from .schema_types import kind_of
from .sql_text import SqlText, Statement

INSTANCES = 20
_TRIES = 5  # on databases, before a statement is given up that runs on none
_ENGINES = ("sqlite", "duckdb")
_MOST = {"duckdb": 10}  # databases: it is slow to fill, and what it is stricter about shows on the first
_CHANGES = (exp.Insert, exp.Update, exp.Delete, exp.Merge)
_SCHEMA_WORDS = frozenset({"ALTER", "CLUSTER", "COMMENT", "CREATE", "DROP", "REFRESH", "REINDEX", "VACUUM"})
_CHANCE = (exp.Rand, exp.Randn, exp.Uuid)
_SERIALS = {
    spelling: kind
    for kind, names in {
        "SMALLINT": ("SMALLSERIAL", "SERIAL2"),
        "INT": ("SERIAL", "SERIAL4"),
        "BIGINT": ("BIGSERIAL", "SERIAL8"),
    }.items()
    for spelling in names
}


class Verdict(StrEnum):
    """What the comparison of two statements says."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_COMPARABLE = "not comparable"


class Verifier(Struct):
    """Says of fixes whether they keep results; `verdicts` counts what it said."""

    number: int = INSTANCES
    seed: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter[Verdict])

    def accept(self, statement: Statement, candidate: str, finding: Finding) -> bool:
        """Say whether a statement may be replaced: its results, or the tables it leaves, are proved to be the same."""
        verdict = compare(statement, candidate, self.number, self.seed)
        self.verdicts[verdict] += 1
        return verdict is Verdict.SAME


def compare(statement: Statement, candidate: str, number: int = INSTANCES, seed: int = 0) -> Verdict:
    """Compare a statement with what would stand in its place, on so many databases."""
    before, after = statement.tree, _only_tree(statement, candidate)
    if _is_run(before) and before is not None and after is not None and _is_run(after):
        return _compare_runs(before, after, statement.schema, number, seed)
    if statement.words[0] in _SCHEMA_WORDS and not _is_run(before):
        return _compare_schemas(statement, candidate)
    return Verdict.NOT_COMPARABLE


def _is_run(tree: exp.Expr | None) -> bool:
    """Say whether a statement is compared by running it: it reads or changes rows, or makes a table from a query."""
    is_made = isinstance(tree, exp.Create) and isinstance(tree.args.get("expression"), exp.Query)
    return is_made or isinstance(tree, (exp.Query, *_CHANGES))


def _only_tree(statement: Statement, candidate: str) -> exp.Expr | None:
    text = replace(statement.text, source=Source("candidate", candidate), content=candidate, base=0)
    return text.statements[0].tree if len(text.statements) == 1 else None


def _compare_runs(before: exp.Expr, after: exp.Expr, schema: Schema, number: int, seed: int) -> Verdict:
    trees = _without_common_limit(prepared(before), prepared(after))
    if any(tree.find(*_CHANCE) or _picks_any(tree) for tree in trees):
        return Verdict.NOT_COMPARABLE
    tables = tables_for(trees, schema)
    for tree in trees if isinstance(before, exp.Create) else ():
        tables.pop(tree.this.name.lower(), None)
    databases = list(instances(tables, number, seed))
    verdicts = set[Verdict]()
    for product in _ENGINES:
        try:
            engine = Engine(product, tables)
        except (ImportError, QueryFailed):
            continue
        verdicts.add(_compare_in(engine, trees, databases[: _MOST.get(product)]))
        engine.close()
    return next(
        (verdict for verdict in (Verdict.DIFFERENT, Verdict.SAME) if verdict in verdicts), Verdict.NOT_COMPARABLE
    )


def _compare_in(engine: Engine, trees: list[exp.Expr], databases: list[Instance]) -> Verdict:
    is_ordered = isinstance(trees[0], exp.Query) and _order(trees[0]) != _order(trees[1])
    compared = failed = 0
    for database in databases:
        before, after = (_outcome(engine, tree, database) for tree in trees)
        if isinstance(before, Exception) or isinstance(after, Exception):
            # A change may break a key of the made rows. DuckDB may also miss a type; SQLite refuses what is wrong.
            if isinstance(after, QueryFailed) and not isinstance(before, Exception):
                return Verdict.DIFFERENT if engine.product == "sqlite" else Verdict.NOT_COMPARABLE
            failed += 1
            if type(before) is not type(after) or (failed >= _TRIES and not compared):
                return Verdict.NOT_COMPARABLE
            continue
        compared += 1
        is_same = _bag(before) == _bag(after)
        if not is_same or (is_ordered and before != after):
            again = _outcome(engine, trees[0], database, backwards=True)
            if isinstance(again, Exception) or _bag(again) != _bag(before):
                return Verdict.NOT_COMPARABLE  # it matters how the rows came in, so nothing determines the result
            if not is_same or again == before:
                return Verdict.DIFFERENT
    return Verdict.SAME if compared else Verdict.NOT_COMPARABLE


def _outcome(engine: Engine, tree: exp.Expr, database: Instance, *, backwards: bool = False) -> Rows | WeftError:
    """Return the rows that a statement gives on a database, or why it gives none."""
    try:
        engine.fill(database, backwards=backwards)
        return engine.rows(tree)
    except (QueryFailed, OutOfTime) as failure:
        return failure


def _bag(rows: Rows) -> Counter[str]:
    return Counter(map(repr, rows))


def _order(tree: exp.Expr) -> exp.Expr | None:
    return tree.args.get("order")


def _without_common_limit(before: exp.Expr, after: exp.Expr) -> list[exp.Expr]:
    """Take away the limit that both have: which rows it keeps among equals is open, and both keep as many."""
    ends = ("limit", "offset", "order")
    if isinstance(before, exp.Query) and all(before.args.get(end) == after.args.get(end) for end in ends):
        for tree in (before, after):
            for end in ends[:2]:
                tree.set(end, None)
    return [before, after]


def _picks_any(tree: exp.Expr) -> bool:
    """Say whether rows are picked that nothing determines: a limit, save in EXISTS, or the first row of a group."""
    limits = (node for node in tree.find_all(exp.Limit, exp.Fetch) if not isinstance(_around(node), exp.Exists))
    return any(limits) or any(tree.find_all(exp.TableSample))


def _around(limit: exp.Expr) -> exp.Expr | None:
    query = limit.parent
    outer = query.parent if query else None
    return outer.parent if isinstance(outer, exp.Subquery) else outer


def _compare_schemas(statement: Statement, candidate: str) -> Verdict:
    """Compare the tables that the text leaves behind with either statement in it."""
    content, tokens = statement.text.content, statement.tokens
    changed = content[: tokens[0].start] + candidate + content[tokens[-1].end + 1 :]
    head = _missing_tables(statement)
    schemas = [build_schema((_text(statement, f"{head}{known}"),)) for known in (content, changed)]
    before, after = ([_told(table) for table in schema] for schema in schemas)
    return Verdict.SAME if before == after else Verdict.DIFFERENT


def _text(statement: Statement, content: str) -> SqlText:
    return replace(statement.text, source=Source("candidate", content), content=content, base=0, schema=Schema())


def _missing_tables(statement: Statement) -> str:
    """Return the statement that makes the table which this one changes, if its text does not make it."""
    tree = statement.tree
    table = tree.find(exp.Table) if isinstance(tree, exp.Alter) else None
    if tree is None or table is None or statement.text.creates(table.name):
        return ""
    added = {column.this for column in tree.find_all(exp.ColumnDef)}
    names = dict.fromkeys(name.sql() for name in tree.find_all(exp.Identifier) if name not in added)
    columns = ", ".join(f"{name} INT" for name in names)
    return f"CREATE TABLE {table.sql()} ({columns});\n"


def _told(table: Table) -> tuple[Any, ...]:
    """Return all that matters of a table, spelled the same for what means the same."""
    columns = [_told_column(column, table) for column in table.columns.values()]
    indexes = sorted(repr(_told_index(index, table)) for index in table.indexes)
    conditions = (*table.checks, *(check for column in table.columns.values() for check in column.checks))
    checks = sorted(shown for check in conditions if (shown := _told_condition(check, table)))
    keys = sorted(
        repr((key.columns, key.target.lower(), key.target_columns, key.on_delete, key.validated))
        for key in table.foreign_keys
    )
    return table.name.lower(), columns, table.primary_key, sorted(table.uniques), keys, indexes, checks


def _told_column(column: Column, table: Table) -> tuple[Any, ...]:
    serial = _SERIALS.get(column.type.sql().upper(), "") if column.type is not None else ""
    counts = column.identity or bool(serial)
    default = column.default
    shown = None if default is None or isinstance(default, exp.Null) else default.sql()
    is_nullable = column.nullable and not counts and column.name.lower() not in table.primary_key
    return column.name.lower(), serial or kind_of(column.type), is_nullable, counts, shown, column.generated


def _told_index(index: Index, table: Table) -> tuple[Any, ...]:
    shown = _told_condition(index.where, table) if index.where else ""
    return index.columns, index.items, index.unique, index.method, index.include, shown


def _told_condition(condition: exp.Expr, table: Table) -> str:
    """Return a condition on the rows of a table; nothing where it is always true."""

    def replace_known(node: exp.Expr) -> exp.Expr:
        return _known_true(node, table)

    known = simplify(condition.copy().transform(replace_known))
    return "" if known == exp.true() else known.sql()


def _known_true(node: exp.Expr, table: Table) -> exp.Expr:
    """Replace IS NOT NULL by TRUE where the column can never be NULL."""
    negated = isinstance(node, exp.Not) or node.args.get("negate")
    inner = node.this if isinstance(node, exp.Not) else node
    is_present = negated and isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null)
    column = inner.this if is_present else None
    known = table.columns.get(column.name.lower()) if isinstance(column, exp.Column) else None
    return exp.true() if known and not known.nullable else node
