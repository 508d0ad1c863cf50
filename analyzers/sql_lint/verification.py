"""Tries whether a fix keeps results: runs a statement before and after it on small databases made for it."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace
from sqlglot import exp

from ...diagnostics import Source, WeftError
from .connection import QueryFailed
from .execution import PRODUCTS, Engine, Rows, prepared
from .instances import Instance, instances
from .made_tables import tables_for
from .rule import Finding
from .schema_comparison import leaves_same_tables
from .sql_text import Statement

INSTANCES = 20
_DRAWN = 4  # times as many databases, as a change breaks a key of some
_TRIES = 5  # on databases, before a statement is given up that runs on none
_CHANGES = (exp.Insert, exp.Update, exp.Delete, exp.Merge)
_SCHEMA_WORDS = frozenset({"ALTER", "CLUSTER", "COMMENT", "CREATE", "DROP", "REFRESH", "REINDEX", "VACUUM"})
_CHANCE = (exp.Rand, exp.Randn, exp.Uuid)


class Verdict(StrEnum):
    """What the comparison of two statements says."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_COMPARABLE = "not comparable"


class Comparison(Struct, frozen=True):
    """What the comparison of two statements says, and why where it is not plain.

    `ran` tells on how many databases of a product both gave the same; where it is empty and the verdict is SAME, the
    statements do not run there, but leave the same tables.
    """

    verdict: Verdict
    reason: str = ""
    ran: tuple[tuple[str, int], ...] = ()


class Verifier(Struct):
    """Says of fixes whether they keep results, and remembers what it said."""

    number: int = INSTANCES
    seed: int = 0
    comparisons: list[tuple[Finding, Comparison]] = field(default_factory=list[tuple[Finding, Comparison]])

    def accept(self, statement: Statement, candidate: str, finding: Finding) -> bool:
        """Say whether a statement may be replaced: its results, or the tables it leaves, are proved to be the same."""
        comparison = compare(statement, candidate, self.number, self.seed)
        self.comparisons.append((finding, comparison))
        return comparison.verdict is Verdict.SAME


def compare(
    statement: Statement,
    candidate: str,
    number: int = INSTANCES,
    seed: int = 0,
    products: Sequence[str] = PRODUCTS,
) -> Comparison:
    """Compare a statement with what would stand in its place, on so many databases of each product."""
    before, after = statement.tree, _only_tree(statement, candidate)
    if before is not None and _is_run(before):
        if after is None or not _is_run(after):
            return _not_comparable("it becomes another kind of statement")
        return _compare_runs(before, after, statement, (number, seed), products)
    if statement.words[0] in _SCHEMA_WORDS:
        is_same = leaves_same_tables(statement, candidate)
        return Comparison(Verdict.SAME) if is_same else Comparison(Verdict.DIFFERENT, "it leaves other tables")
    return _not_comparable(f"{statement.words[0]} neither reads nor changes rows or tables")


def _not_comparable(reason: str) -> Comparison:
    return Comparison(Verdict.NOT_COMPARABLE, reason)


def _is_run(tree: exp.Expr) -> bool:
    """Say whether a statement is compared by running it: it reads or changes rows, or makes a table from a query."""
    is_made = isinstance(tree, exp.Create) and isinstance(tree.args.get("expression"), exp.Query)
    return is_made or isinstance(tree, (exp.Query, *_CHANGES))


def _only_tree(statement: Statement, candidate: str) -> exp.Expr | None:
    text = replace(statement.text, source=Source("candidate", candidate), content=candidate, base=0)
    return text.statements[0].tree if len(text.statements) == 1 else None


def _compare_runs(
    before: exp.Expr, after: exp.Expr, statement: Statement, made: tuple[int, int], products: Sequence[str]
) -> Comparison:
    """Compare two statements by running them on made databases, so many and of this seed."""
    trees = _without_common_limit(prepared(before), prepared(after))
    chance = next((reason for tree in trees if (reason := _chance_in(tree))), "")
    if chance:
        return _not_comparable(chance)
    tables = tables_for(trees, statement.schema)
    for tree in trees if isinstance(before, exp.Create) else ():
        tables.pop(tree.this.name.lower(), None)
    number, seed = made
    databases = list(instances(tables, number * _DRAWN, seed))
    told: list[Comparison] = []
    for product in products:
        try:
            with closing(Engine(product, tables)) as engine:
                told.append(_compare_in(engine, trees, databases, number))
        except ImportError:
            continue
        except QueryFailed as refusal:
            told.append(_not_comparable(f"{product}: {refusal}"))
    return _together(told)


def _together(told: list[Comparison]) -> Comparison:
    """Return what products say together: one that tells statements apart is enough, and so is one that cannot."""
    by = {verdict: [one for one in told if one.verdict is verdict] for verdict in Verdict}
    if by[Verdict.DIFFERENT]:
        return by[Verdict.DIFFERENT][0]
    reason = "; ".join(one.reason for one in told if one.reason)
    ran = tuple(known for one in by[Verdict.SAME] for known in one.ran)
    return Comparison(Verdict.SAME if ran else Verdict.NOT_COMPARABLE, reason, ran)


def _compare_in(engine: Engine, trees: list[exp.Expr], databases: list[Instance], number: int) -> Comparison:
    """Compare two statements on so many of the databases, those left out on which neither can run."""
    is_ordered = isinstance(trees[0], exp.Query) and _order(trees[0]) != _order(trees[1])
    runs = engine.take(*trees)
    compared = failed = 0
    for database in databases:
        if compared == number:
            break
        before, after = (engine.outcome(run, database) for run in runs)
        if isinstance(before, WeftError) or isinstance(after, WeftError):
            failed += 1
            told = _told_by_failure(engine, before, after, is_given_up=failed >= _TRIES and not compared)
            if told:
                return told
            continue
        compared += 1
        is_same = _bag(before) == _bag(after)
        if not is_same or (is_ordered and before != after):
            again = engine.outcome(runs[0], database, backwards=True)
            if isinstance(again, WeftError) or _bag(again) != _bag(before):
                return _not_comparable(f"{engine.product}: it matters in which order rows came in")
            if not is_same or again == before:
                return Comparison(Verdict.DIFFERENT, f"{engine.product}: other rows")
    told = f"{engine.product}: something stands for {', '.join(engine.stand_ins)}" if engine.stand_ins else ""
    return Comparison(Verdict.SAME, told, ((engine.product, compared),))


def _told_by_failure(
    engine: Engine, before: Rows | WeftError, after: Rows | WeftError, *, is_given_up: bool
) -> Comparison | None:
    """Return what is to be said where one of two statements failed; None where the next database may tell.

    A change may break a key of the made rows. DuckDB may also miss a type; SQLite refuses what is wrong.
    """
    refused = before if isinstance(before, WeftError) else after
    reason = f"{engine.product}: {refused}"
    if isinstance(after, QueryFailed) and not isinstance(before, WeftError):
        return Comparison(Verdict.DIFFERENT, reason) if engine.product == "sqlite" else _not_comparable(reason)
    return _not_comparable(reason) if type(before) is not type(after) or is_given_up else None


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


def _chance_in(tree: exp.Expr) -> str:
    """Return why nothing determines the result of a statement; empty where something does.

    It may pick rows by a limit, save in EXISTS, or a sample.
    """
    drawn = tree.find(*_CHANCE)
    if drawn:
        return f"{drawn.key.upper()} gives something else each time"
    limits = (node for node in tree.find_all(exp.Limit, exp.Fetch) if not isinstance(_around(node), exp.Exists))
    is_open = any(limits) or any(tree.find_all(exp.TableSample))
    return "nothing determines which rows its limit keeps" if is_open else ""


def _around(limit: exp.Expr) -> exp.Expr | None:
    query = limit.parent
    outer = query.parent if query else None
    return outer.parent if isinstance(outer, exp.Subquery) else outer
