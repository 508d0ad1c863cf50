"""Words the way out of slips in clauses: a name of several words, a clause of another block, a field assigned to."""

import re

from .words import pascal_case, snake_case

NAMES = re.compile(r"[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)+")
ASSIGNMENT = re.compile(r"([^\W\d]\w*(?:\.\w+)+)[ \t]*:?=[ \t]*(\S.*)")
VERBS = {"action_header", "query_header", "decision_header"}
OWNERS = {
    "system_clause": "System",
    "service_clause": "Service",
    "action_clause": "Action",
    "decision_clause": "Decision",
    "query_clause": "Query",
    "page_clause": "Page",
    "api_clause": "Api",
    "workflow_clause": "Workflow",
    "state_clause": "State",
    "end_clause": "End",
}


def one_name(rule: str, header: str, found: str, expected: list[str]) -> str:
    """Return a hint where a header begins with several words in place of a name, else nothing.

    `found` is what the parser stumbled over, `expected` are the words that it knows there.
    """
    match = NAMES.match(header) if rule.endswith("header") else None
    words = match[0].split() if match else []
    if match is None or len(words) < 2 or found != words[1]:
        return ""
    at = next((number for number, word in enumerate(words) if word in expected), len(words))
    rest = header[match.end() :].lstrip()
    if at == len(words) and rest and not rest.startswith("("):
        return ""
    name = snake_case("_".join(words[:at])) if rule in VERBS else pascal_case(" ".join(words[:at]))
    return f"a name is one word: `{name}`"


def assigned(rule: str, clause: str) -> str:
    """Return how to give a field a value where a clause of a block (of `rule`) does it as programs do, else nothing."""
    match = ASSIGNMENT.match(clause)
    return f"write `changes {match[1]} to {match[2]}`" if match and rule in ("action_clause", "end_clause") else ""


def belongs_to(owners: list[str], rule: str, own: list[str]) -> str:
    """Return the way out for a clause in a block (of `rule`) that has none of its kind.

    `owners` are the rules of which it is a clause, `own` the words with which those of the block begin.
    """
    if rule == "state_clause" and "action_clause" in owners:
        return "write it in an action with `by system`, and do that: `do <action>(<record>)`"
    blocks = [OWNERS[owner] for owner in owners]
    known = f"write one of: {', '.join(own)}"
    return f"it is a clause of {' and '.join(blocks)}; here, {known}" if blocks else known
