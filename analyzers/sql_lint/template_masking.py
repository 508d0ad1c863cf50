"""Hides Jinja and other templates from the parser: one rendering is left, values are names, all else is blank."""

import re
from re import Match, Pattern

from msgspec import Struct

_NOT_LINE_END: Pattern[str] = re.compile(r"[^\n]")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CALL_ON_ITS_LINE = re.compile(
    r"^[ \t]*\{\{-?\s*(?:config|set_sql_header|log|print|return)\b.*?\}\}[ \t]*$", re.DOTALL | re.MULTILINE
)
_TAG = re.compile(r"\{%[-+]?\s*(\w*)(.*?)%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Macros of dbt that stand for words of SQL, which a name in their place would not be.
_WORDS = {
    "except": "EXCEPT",
    "intersect": "INTERSECT",
    "group_by": "GROUP BY j",
    **{f"type_{name}": name.upper() for name in ("bigint", "boolean", "float", "int", "numeric", "timestamp")},
    "type_string": "VARCHAR",
}
_WORD_MACRO = re.compile(rf"\{{\{{-?\s*(?:\w+\.)?({'|'.join(_WORDS)})\(")
_DOLLAR_VALUE = re.compile(r"\$\{[\w.:-]+\}")
_NAME = re.compile(r"\bj_{3,}(?!\w)")
# A loop is read as if it ran once, so what parts its rounds is left out.
_BETWEEN_ROUNDS = re.compile(r"\bnot\s+loop\s*\.\s*(?:last|first)\b")
# What holds SQL of its own, apart from the SQL around it.
_UNITS = frozenset({"macro", "materialization", "snapshot", "test"})
_ENDS_OF_UNITS = frozenset({"endcall", "endset", *(f"end{unit}" for unit in _UNITS)})


def mask_templates(text: str) -> str:
    """Return the text with each value of a template as a name, and all else of it blank; each offset stays.

    Of the branches of an `if` the first is left, a `for` runs once, and what ends a macro ends a statement.
    """
    text = _CALL_ON_ITS_LINE.sub(blank, _COMMENT.sub(blank, text))
    if "{%" in text:
        text = _rendered(text)
    return _DOLLAR_VALUE.sub(named, _VALUE.sub(_value, text))


class _Choice(Struct):
    """An `if` or a `for` that is still open: whether it had its branch, and whether this one is left out."""

    taken: bool
    left_out: bool


def _rendered(text: str) -> str:
    parts: list[str] = []
    choices: list[_Choice] = []
    end = 0
    for tag in _TAG.finditer(text):
        hidden = any(choice.left_out for choice in choices)
        between = text[end : tag.start()]
        parts += [_blanked(between) if hidden else between, _instead_of(tag, hidden)]
        end = tag.end()
        _follow(tag, choices)
    return "".join([*parts, text[end:]])


def _follow(tag: Match[str], choices: list[_Choice]) -> None:
    """Open, change or close the choice that a tag is about."""
    word, condition = tag[1], tag[2]
    if word in {"if", "for"}:
        wanted = word == "for" or not _BETWEEN_ROUNDS.search(condition)
        choices.append(_Choice(wanted, not wanted))
    elif word in {"elif", "else"} and choices:
        wanted = not choices[-1].taken and not _BETWEEN_ROUNDS.search(condition)
        choices[-1] = _Choice(choices[-1].taken or wanted, not wanted)
    elif word in {"endif", "endfor"} and choices:
        choices.pop()


def _instead_of(tag: Match[str], hidden: bool) -> str:
    blanks = _blanked(tag.group())
    return ";" + blanks[1:] if tag[1] in _UNITS | _ENDS_OF_UNITS and not hidden else blanks


def keeps_templates(before: str, after: str) -> bool:
    """Say whether the tags of an edited text stand in their order, and no name that a parser saw instead of a value.

    That no value is lost shows where all that is hidden from the parser is compared.
    """
    if "{" not in before and "{" not in after:
        return True
    tags = [[tag.group() for tag in _TAG.finditer(text)] for text in (before, after)]
    names = [set(_NAME.findall(text)) for text in (before, after)]
    return tags[0] == tags[1] and names[0] == names[1]


def blank(found: Match[str]) -> str:
    """Return blanks instead of what was found, with the same line ends."""
    return _blanked(found.group())


def _blanked(text: str) -> str:
    return _NOT_LINE_END.sub(" ", text)


def _value(found: Match[str]) -> str:
    """Return what stands for a value: the words of SQL that a macro is for, or else a name."""
    macro = _WORD_MACRO.match(found.group())
    word = _WORDS[macro[1]] if macro else ""
    return word + blank(found)[len(word) :] if word and "\n" not in found.group() else named(found)


def named(found: Match[str]) -> str:
    """Return a name as long as what was found; what follows its first line is made blank."""
    first, line_end, rest = found.group().partition("\n")
    return "j".ljust(len(first), "_") + line_end + _blanked(rest)
