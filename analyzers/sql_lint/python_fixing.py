"""Puts right the SQL in literals of Python whose source is their value; all else in the module stays as it is."""

import ast
import re
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial

from .fixes import Acceptance, Fixed, fix
from .python_linting import PythonLinter, allowed_codes
from .python_placeholders import placeholders
from .python_sql import Query
from .rule import Finding
from .sql_text import SqlText, Statement

_OPENING = re.compile(r"[rRuU]?(\"\"\"|'''|\"|')$")
_HOST_SIGNS = "%{};"  # a driver may take one statement alone


def fix_python(
    checked: PythonLinter,
    is_wanted: Callable[[Finding], bool],
    *,
    unsafe: bool = False,
    accept: Acceptance | None = None,
) -> Fixed:
    """Return a module with the fixes applied that its findings offer and `is_wanted` asks for.

    A fix is taken back where it would change which parameters stand in which order, or the literal could not hold
    what comes out of it; so where `accept` refuses it.
    """
    module = checked.module
    result = Fixed(module.source.text)
    plain = {query.text.base: query for query in checked.texts if module.is_plain(query)}
    for base in sorted(plain, reverse=True):
        query = plain[base]
        findings = partial(_wanted, checked, query, is_wanted)
        fixed = fix(query.text, findings, unsafe, partial(_is_accepted, accept))
        if fixed.text != query.text.content and _fits(checked, query, fixed.text):
            result.text = result.text[:base] + fixed.text + result.text[base + len(query.text.content) :]
            result.applied += fixed.applied
            result.reverted += fixed.reverted
    return result


def _wanted(checked: PythonLinter, query: Query, is_wanted: Callable[[Finding], bool], text: SqlText) -> list[Finding]:
    """Return what is found in a string, however far it is fixed already, without what comments at it allow."""
    allowed = allowed_codes(checked.suppressions, *checked.module.composer.place(query.node))
    found = checked.in_text(text) if not allowed & {""} else ()
    return [finding for finding in found if finding.rule.code not in allowed and is_wanted(finding)]


def _is_accepted(accept: Acceptance | None, statement: Statement, candidate: str, finding: Finding) -> bool:
    return _keeps_parameters(statement, candidate) and (accept is None or accept(statement, candidate, finding))


def _keeps_parameters(statement: Statement, candidate: str) -> bool:
    before = statement.sql
    same = _parameters(before) == _parameters(candidate)
    return same and all(before.count(sign) == candidate.count(sign) for sign in _HOST_SIGNS)


def _parameters(sql: str) -> list[tuple[str, str]] | Counter[tuple[str, str]]:
    """Return the parameters: in their order where they have no names, counted where they have."""
    found = [(placeholder.style.value, placeholder.name) for placeholder in placeholders(sql)]
    return Counter(found) if all(name for _, name in found) else found


def _fits(checked: PythonLinter, query: Query, value: str) -> bool:
    """Say whether the literal of a query can hold another value as it is."""
    text, base = checked.module.source.text, query.text.base
    start, _ = checked.module.composer.place(query.node)
    opening = _OPENING.match(text[start:base])
    if opening is None:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(f"{opening.group()}{value}{opening[1]}") == value
    except (SyntaxError, ValueError):
        return False
