"""Finds what is said twice where once is meant: clauses of a block, and names in a list of names."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import timedelta

from ...diagnostics import Diagnostic, Related, Span
from ..catalog import CONTRADICTION
from ..syntax_tree import (
    Block,
    ByClause,
    ColumnsClause,
    DeletesClause,
    EmptyClause,
    ExposesClause,
    FormClause,
    GoClause,
    LimitClause,
    MatchClause,
    Name,
    Node,
    OffersClause,
    OperationClause,
    Setting,
    SignsIn,
    SignsInClause,
    SortClause,
    StartsClause,
    TableClause,
    TaskClause,
    TitleClause,
    UniqueClause,
    VersionClause,
    WhereClause,
)

ONCE: dict[type[Node], str] = {
    SignsIn: "signs in with",
    SignsInClause: "signs in",
    MatchClause: "match",
    WhereClause: "where",
    SortClause: "sorted by",
    LimitClause: "limit",
    TitleClause: "title",
    ColumnsClause: "columns",
    EmptyClause: "empty",
    StartsClause: "starts on",
    VersionClause: "version",
}
OF_A_TABLE = ("columns", "empty")


def repetitions(blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """Yield a finding for each clause and each name that repeats or contradicts an earlier one of its block."""
    for block in blocks:
        yield from _clauses(block)
        yield from _names(block)
        yield from repetitions(block.blocks)


def _clauses(block: Block) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for clause in block.clauses:
        what = _said_once(clause)
        if isinstance(clause, TableClause):
            # Every table of a page has columns, and words for no rows, of its own.
            first = {key: span for key, span in first.items() if key not in OF_A_TABLE}
        elif what in first:
            related = (Related("first said here", first[what]),)
            yield CONTRADICTION.at(clause.span, f"`{what}` is said twice", "remove one of them", related)
        elif what:
            first[what] = clause.span


def _said_once(clause: Node) -> str:
    """Return what a clause says, where its block (or the table above it) may say that once; else nothing."""
    match clause:
        case Setting():
            return clause.name
        case DeletesClause():
            return f"deletes {clause.record.span.text}"
        case GoClause(kind="answer", answer=Name(text=answer)):
            return f"on {answer}"
        case GoClause(kind="after", delay=timedelta()):
            return clause.span.text.partition(" go ")[0]
        case GoClause(kind="otherwise"):
            return clause.kind
        case GoClause(kind="failed"):
            return "when failed"
        case _:
            return ONCE.get(type(clause), "")


def _names(block: Block) -> Iterator[Diagnostic]:
    first: dict[tuple[Hashable, str], Span] = {}
    lists = [("for", block.header.roles), *(item for clause in block.clauses for item in _lists(clause))]
    for group, names in lists:
        for name in names:
            key = group, name.text
            if key in first:
                related = (Related("first named here", first[key]),)
                yield CONTRADICTION.at(name.span, f"`{name.text}` is named twice", "remove one of them", related)
            first.setdefault(key, name.span)


def _lists(clause: Node) -> Iterator[tuple[Hashable, tuple[Name, ...]]]:
    """Yield lists that name each thing once; those of one group, in a block, are one list."""
    match clause:
        case OffersClause():
            yield "offers", clause.names
        case ExposesClause():
            yield "exposes", (clause.entity,)
            yield clause.span.start, clause.operations
        case OperationClause():
            yield clause.span.start, clause.outcomes
        case ByClause():
            yield clause.span.start, clause.roles
        case TaskClause():
            yield (clause.span.start, "for"), clause.roles
            yield (clause.span.start, "answers"), clause.answers
        case SignsIn():
            yield clause.span.start, clause.identifiers
        case UniqueClause():
            yield clause.span.start, clause.fields
        case FormClause():
            yield clause.span.start, tuple(field.name for field in clause.fields)
        case _:
            pass
