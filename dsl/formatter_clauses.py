"""Sets the spaces inside a line of clauses: one between words, none where punctuation joins them."""

import re

TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\])*")
      | (?P<comment>\#.*)
      | (?P<date>\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?Z?)?)
      | (?P<number>\d+\.\d+|\d+)
      | (?P<name>[^\W\d]\w*)
      | (?P<symbol>\.\.|->|!=|<=|>=|.)""",
    re.VERBOSE,
)
SPACE = re.compile(r"\s+")
# Words that an operand follows, so that a parenthesis after them opens no call and a minus is a sign.
BEFORE_OPERAND = frozenset((
    "always", "and", "by", "changes", "default", "ensures", "have", "is", "never", "not", "of", "or", "requires",
    "set", "to", "until", "when", "where",
))  # fmt: skip
AFTER_CLOSED = frozenset((",", ")", "?", ":", ".", ".."))
BEFORE_CLOSED = frozenset(("(", ".", ".."))
SIGNED_AFTER = frozenset(("(", ",", "=", "+", "-", "*", "/", "<", ">", "<=", ">=", "!=", "|", ".."))


def space_clause(line: str, before: str = "") -> str:
    """Return one line of a clause, its trailing comment included, with canonical spaces; texts stay as they are.

    `before` is what the line above ends with, where this one goes on with it.
    """
    pieces: list[str] = []
    is_sign, position = False, 0
    while position < len(line):
        if space := SPACE.match(line, position):
            position = space.end()
            continue
        token = TOKEN.match(line, position)
        assert token is not None  # the last alternative takes any character
        had_space = position > 0 and line[position - 1].isspace()
        pieces.append(_space_between(before, token, is_sign, had_space) if pieces else "")
        pieces.append(token[0].rstrip() if token.lastgroup == "comment" else token[0])
        is_sign = token[0] == "-" and (not before or before in SIGNED_AFTER | BEFORE_OPERAND)
        before, position = token[0], token.end()
    return "".join(pieces)


def last_word(line: str) -> str:
    """Return the last word or sign of a line, its comment left out; nothing where it has none."""
    words = [token[0] for token in TOKEN.finditer(line) if token.lastgroup != "comment" and token[0].strip()]
    return words[-1] if words else ""


def _space_between(before: str, token: re.Match[str], is_after_sign: bool, had_space: bool) -> str:
    if token.lastgroup == "comment":
        # Without a space before it, what looks like a comment is part of the clause to the line scanner.
        return "  " if had_space else ""
    if is_after_sign or before in BEFORE_CLOSED or token[0] in AFTER_CLOSED:
        return ""
    if token[0] == "(" and before == "check":
        return " " if had_space else ""
    if token[0] == "(" and (before[0].isalpha() or before[0] == "_"):
        return " " if before in BEFORE_OPERAND else ""
    return " "
