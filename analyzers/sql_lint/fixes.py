"""Applies fixes: by spans, right to left, proved by parsing again, taken back on any failure, up to a fixed point."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from ...diagnostics import Source
from .rule import Edit, Finding, Grade
from .schema import Schema
from .sql_text import SqlText, Statement
from .statement_reading import Reading
from .template_masking import keeps_templates

ROUNDS = 25


class _Offer(Struct, frozen=True):
    finding: Finding
    edits: list[Edit]


Analyze = Callable[[SqlText], list[Finding]]
# Says whether a statement may be replaced by another, given the finding that asks for it.
Acceptance = Callable[[Statement, str, Finding], bool]


class Fixed(Struct):
    """A text after its fixes: the findings that were put right, and those whose fix was tried and taken back."""

    text: str
    applied: list[Finding] = field(default_factory=list)
    reverted: list[Finding] = field(default_factory=list)


def fix(text: SqlText, analyze: Analyze, unsafe: bool = False, accept: Acceptance | None = None) -> Fixed:
    """Return a text with every fix applied that its findings offer, up to the grade that is allowed.

    `analyze` is called again after each round of fixes, until nothing changes. A fix is taken back where a statement
    could not be parsed any more, a comment or a piece of a template were lost, or `accept` refuses it.
    """
    result = Fixed(text.content)
    grades = {Grade.SAFE, Grade.UNSAFE} if unsafe else {Grade.SAFE}
    refused: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        wanted = [
            finding
            for finding in analyze(text)
            if finding.fix and finding.grade in grades and finding.statement and _key(finding) not in refused
        ]
        edited = _round(text, wanted, accept, result, refused)
        if edited == text.content:
            break
        text = _again(text, edited)
    result.text = text.content
    return result


def apply(content: str, edits: Iterable[Edit], base: int = 0) -> str:
    """Return a text with edits made, the last of them first, so that the places of the others stay true.

    `base` is where in the source of the edits the text begins.
    """
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        content = content[: edit.span.start - base] + edit.replacement + content[edit.span.end - base :]
    return content


def comments_of(text: SqlText) -> Counter[str]:
    """Return the comments of a text, counted: what stands between tokens and is not blank."""
    tokens = [token for statement in text.statements for token in statement.tokens]
    ends = [0, *(token.end + 1 for token in tokens)]
    starts = [*(token.start for token in tokens), len(text.masked)]
    gaps = (text.masked[end:start].strip(" \t\r\n;") for end, start in zip(ends, starts, strict=True))
    return Counter(line.strip() for gap in gaps for line in gap.splitlines() if line.strip(" \t;"))


def hidden_in(text: SqlText) -> Counter[str]:
    """Return the words of a text that the parser is not shown as they stand, counted: templates, storage clauses."""
    pairs = zip(text.content, text.masked, strict=True)
    return Counter("".join(written if written != shown else " " for written, shown in pairs).split())


def _round(
    text: SqlText, wanted: list[Finding], accept: Acceptance | None, result: Fixed, refused: set[tuple[str, str]]
) -> str:
    """Return the text with the fixes of one rule in each statement; the others wait for the next round.

    What one rule writes may undo what another one has read, so each is asked again after the other.
    """
    edits: list[Edit] = []
    for statement, rules in _offered(wanted).items():
        for offers in rules.values():
            taken, left = _tried(statement, offers, accept)
            refused.update(_key(offer.finding) for offer in left)
            result.reverted += [offer.finding for offer in left]
            result.applied += [offer.finding for offer in taken]
            edits += [edit for offer in taken for edit in offer.edits]
            if taken:
                break
    return apply(text.content, edits, text.base)


def _tried(statement: Statement, offers: list[_Offer], accept: Acceptance | None) -> tuple[list[_Offer], list[_Offer]]:
    """Return the offers of one rule that are taken and those that are refused; what overlaps is neither.

    All together are tried first, as proving a long statement once for each of many takes long.
    """
    edits = [edit for offer in offers for edit in offer.edits]
    if accept is None and not _overlap(edits) and _is_sound(statement, apply(statement.sql, edits, statement.start)):
        return offers, []
    taken: list[_Offer] = []
    left: list[_Offer] = []
    edits = list[Edit]()
    for offer in offers:
        if _overlap([*edits, *offer.edits]):
            continue
        candidate = apply(statement.sql, [*edits, *offer.edits], statement.start)
        is_taken = _is_sound(statement, candidate) and (accept is None or accept(statement, candidate, offer.finding))
        (taken if is_taken else left).append(offer)
        edits += offer.edits if is_taken else []
    return taken, left


def _offered(findings: list[Finding]) -> dict[Statement, dict[str, list[_Offer]]]:
    """Return the edits that findings offer, by their statements and the codes of their rules."""
    offered: dict[Statement, dict[str, list[_Offer]]] = {}
    for finding in findings:
        statement = finding.statement
        try:
            edits = list(finding.fix()) if finding.fix else []
        except RecursionError:
            edits = []  # in a statement nested this deep nothing is put right
        if statement and edits and all(_is_within(edit, statement) for edit in edits):
            offered.setdefault(statement, {}).setdefault(finding.rule.code, []).append(_Offer(finding, edits))
    return offered


def _is_within(edit: Edit, statement: Statement) -> bool:
    return statement.start <= edit.span.start and edit.span.end <= statement.end


def _overlap(edits: list[Edit]) -> bool:
    spans = sorted((edit.span.start, edit.span.end) for edit in edits)
    return any(before[1] > after[0] for before, after in pairwise(spans))


def _is_sound(statement: Statement, candidate: str) -> bool:
    """Say whether an edited statement keeps what the parser is not shown, and can be read as well as before."""
    before, after = _again(statement.text, statement.sql), _again(statement.text, candidate)
    readings = [other.reading for other in after.statements]
    read = readings == [statement.reading] or (len(readings) > 1 and Reading.UNPARSED not in readings)
    kept = comments_of(after) == comments_of(before) and hidden_in(after) == hidden_in(before)
    templates = keeps_templates(statement.sql, candidate)
    return read and bool(after.statements) and kept and templates


def _again(text: SqlText, content: str) -> SqlText:
    return replace(text, source=Source(text.source.name, content), content=content, base=0, schema=Schema())


def _key(finding: Finding) -> tuple[str, str]:
    """Return what tells a finding from others after the text has moved: its rule and the words it stands in."""
    return finding.rule.code, finding.statement.sql if finding.statement else finding.span.text
