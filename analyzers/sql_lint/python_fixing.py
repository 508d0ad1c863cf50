"""Puts right the SQL in string literals of Python; all else in the module stays as it is."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from .fixes import Acceptance, Fixed, fix
from .python_drafts import PARAMETER, Draft, LiteralEdit, draft_of
from .python_holes import STAND_IN
from .python_linting import PythonLinter, allowed_codes
from .python_placeholders import placeholders
from .python_sql import Query
from .rule import Finding
from .sql_text import SqlText, Statement

_HOST_SIGNS = "%{}\\;"  # a driver may take one statement alone, a template may be filled later
_FIXED = re.compile(rf"([\w.'\"`\[\]])?((?:{STAND_IN}|:{PARAMETER})\w+)([\w.'\"`\[\]])?")


class _Change(Struct, frozen=True, eq=False):
    draft: Draft
    edits: list[LiteralEdit]
    findings: list[Finding]


def fix_python(
    checked: PythonLinter,
    is_wanted: Callable[[Finding], bool],
    *,
    unsafe: bool = False,
    accept: Acceptance | None = None,
) -> Fixed:
    """Return a module with the fixes applied that its findings offer and `is_wanted` asks for.

    A fix is taken back where it would change which parameters or holes stand in which order, or the literals could not
    hold what comes out of it; so where `accept` refuses it.
    """
    result = Fixed(checked.module.source.text)
    changes: list[_Change] = []
    for draft in _drafts(checked):
        findings = partial(_wanted, checked, draft.query, is_wanted)
        fixed = fix(draft.text, findings, unsafe, partial(_is_accepted, accept))
        result.reverted += fixed.reverted
        edits = draft.edits(fixed.text) if fixed.text != draft.content else []
        if edits:
            changes.append(_Change(draft, edits, fixed.applied))
        elif edits is None:
            result.reverted += fixed.applied
    result.text, written = _written(checked, changes)
    for change in changes:
        (result.applied if change in written else result.reverted).extend(change.findings)
    return result


def _written(checked: PythonLinter, changes: list[_Change]) -> tuple[str, list[_Change]]:
    """Return the module with all changes made, or else with those that can be made one after the other."""
    text = _rewritten(checked, changes) if changes else checked.module.source.text
    if text is not None:
        return text, changes
    made: list[_Change] = []
    text = checked.module.source.text
    for change in changes:
        longer = _rewritten(checked, [*made, change])
        if longer is not None:
            text = longer
            made.append(change)
    return text, made


def _drafts(checked: PythonLinter) -> list[Draft]:
    """Return the drafts of all queries that can be edited; no literal belongs to two of them."""
    drafts = [draft for query in checked.texts if (draft := draft_of(query, checked.module))]
    places = Counter(part.start for draft in drafts for part in draft.parts)
    return [draft for draft in drafts if all(places[part.start] == 1 for part in draft.parts)]


def _rewritten(checked: PythonLinter, changes: list[_Change]) -> str | None:
    """Return the module with changes made in its literals, proved by reading it again; None where that fails."""
    from .python_rewriting import rewrite, says  # libcst is slow to import, and only fixing needs it

    text = rewrite(checked.module.source.text, [edit for change in changes for edit in change.edits])
    expected = {change.draft.query.node: change.draft.said(change.edits) for change in changes}
    return text if text is not None and says(checked.module.tree.tree, text, expected) else None


def _wanted(checked: PythonLinter, query: Query, is_wanted: Callable[[Finding], bool], text: SqlText) -> list[Finding]:
    """Return what is found in a string, however far it is fixed already, without what comments at it allow."""
    allowed = allowed_codes(checked.suppressions, *checked.module.composer.place(query.node))
    found = checked.in_text(text) if not allowed & {""} else ()
    return [
        finding
        for finding in found
        if finding.rule.code not in allowed and STAND_IN not in finding.message and is_wanted(finding)
    ]


def _is_accepted(accept: Acceptance | None, statement: Statement, candidate: str, finding: Finding) -> bool:
    return _keeps_parameters(statement.sql, candidate) and (accept is None or accept(statement, candidate, finding))


def _keeps_parameters(before: str, after: str) -> bool:
    """Say whether the holes, and the parameters without a name, stand in their order beside what they stood beside."""
    same = _FIXED.findall(before) == _FIXED.findall(after) and _parameters(before) == _parameters(after)
    return same and all(before.count(sign) == after.count(sign) for sign in _HOST_SIGNS)


def _parameters(sql: str) -> Counter[tuple[str, str]]:
    return Counter((placeholder.style.value, placeholder.name) for placeholder in placeholders(sql))
