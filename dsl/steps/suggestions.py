"""What to say about a step that fits no form: the nearest ones, and the `says` line that would bind it."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from .matcher import Pattern
from .patterns import QUOTED

_SHOWN = 2
_COMPARED = 8
_LEAST = 0.6
_VALUE = re.compile(rf"{QUOTED}|<[^<>\s]+>|\b\d[\d,.:-]*\b")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

_SLOTS = {
    "text": '"<text>"',
    "key": '"<key>"',
    "record": '<entity> "<key>"',
    "values": "<field> <value>",
    "inputs": "<parameter> <value>",
    "filters": "<parameter> <value>",
    "pairs": '"<value>" as "<label>"',
    "cells": '<column> "<text>"',
    "keys": '"<key>", "<key>"',
}


_USUAL = {
    "given": 'a Given step is like `a <entity> "<key>" with <field> <value>`, or tells what somebody did',
    "when": 'a When step is like the `says` line of an action, or like `<person> clicks "<label>"`',
    "then": 'a Then step is like `the <entity> "<key>" has <field> <value>` or `<person> sees "<text>"`',
}


def usual(phase: str, language: str) -> str:
    """Return what sentences of a phase are like, and what a language other than English changes: the keywords."""
    if language == "en":
        return _USUAL[phase]
    translated = f"`# language: {language}` translates the keywords"
    return f"{_USUAL[phase]}\n{translated}: these sentences stay English, a `says` line may be in any language"


def shown(pattern: Pattern) -> str:
    """Return a pattern as a person would write it down: `<person> pays (for) "<text>"`."""
    phrase = re.sub(r"^([a-z]+)(?:/[a-z]+)+", r"\1", pattern.phrase.text)
    if not pattern.form.action:
        phrase = re.sub(r"\{(\w+)\}", lambda match: _SLOTS.get(match[1], match[0]), phrase)
    phrase = re.sub(r"\{(\w*)\}", r"<\1>", phrase)
    return f"<person> {phrase}" if pattern.form.by_person else phrase


def nearest(text: str, rest: str | None, patterns: Sequence[Pattern]) -> list[str]:
    """Return up to two patterns whose words come near those of a text; `rest` is the text after its person."""
    ranked = _ranked(text, (item for item in patterns if not item.form.by_person))
    if rest is not None:
        ranked.extend(_ranked(rest, (item for item in patterns if item.form.by_person)))
    ranked.sort(key=lambda item: (-item[0], item[1]))
    return [name for likeness, name in ranked[:_SHOWN] if likeness >= _LEAST]


def _ranked(text: str, patterns: Iterable[Pattern]) -> list[tuple[float, str]]:
    """Return how like a text each pattern is, of those that share most letters with it."""
    plain = " ".join(_VALUE.sub(" ", text).lower().split())
    rated = [(SequenceMatcher(None, plain, _fixed(pattern)), pattern) for pattern in patterns]
    rated.sort(key=lambda item: -item[0].quick_ratio())
    return [(match.ratio(), shown(pattern)) for match, pattern in rated[:_COMPARED]]


def _fixed(pattern: Pattern) -> str:
    """Return the fixed words of a pattern."""
    phrase = re.sub(r"^([a-z]+)(?:/[a-z]+)+", r"\1", pattern.phrase.text)
    return " ".join(re.sub(r"\{\w*\}|\(\w+\)", " ", phrase).lower().split())


def says_line(rest: str) -> str:
    """Return the `says` clause that would bind what a person does; its values become parameters."""
    count = 0

    def parameter(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{{{_ORDINALS[count - 1] if count <= len(_ORDINALS) else f'value{count}'}}}"

    escaped = re.sub(r"[(){}/\\]", lambda match: "\\" + match[0], _VALUE.sub("\0", rest))
    return f'says "{re.sub(chr(0), parameter, escaped)}"'
