"""The keywords of Gherkin: English is built in, 79 more languages are read when a `# language:` line asks."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from .document import StepType

Keywords = Mapping[str, list[str]]

ENGLISH: Final[Keywords] = {
    "feature": ["Feature", "Business Need", "Ability"],
    "rule": ["Rule"],
    "background": ["Background"],
    "scenario": ["Example", "Scenario"],
    "scenarioOutline": ["Scenario Outline", "Scenario Template"],
    "examples": ["Examples", "Scenarios"],
    "given": ["* ", "Given "],
    "when": ["* ", "When "],
    "then": ["* ", "Then "],
    "and": ["* ", "And "],
    "but": ["* ", "But "],
}
STEP_TYPES: Final[Mapping[str, StepType]] = {
    "given": "Context",
    "when": "Action",
    "then": "Outcome",
    "and": "Conjunction",
    "but": "Conjunction",
}
TITLES: Final = ("feature", "rule", "background", "scenario", "examples")


class Language(Struct, frozen=True):
    """One spoken language.

    `pattern` matches the start of a trimmed line; its last group is named for what the line is
    (`feature`, `step`, `doc_string`, ...) and holds the keyword.
    """

    code: str
    titles: Mapping[str, tuple[str, ...]]
    step_types: Mapping[str, StepType]
    pattern: re.Pattern[str]


@cache
def english() -> Language:
    """Return English, in which a document is read that names no language."""
    return _build("en", ENGLISH)


@cache
def find_language(code: str) -> Language | None:
    """Return the language of a code such as `fr` or `zh-CN`, or None where there is none."""
    if code == "en":
        return english()
    keywords = _other_languages().get(code)
    return _build(code, keywords) if keywords else None


def known_codes() -> list[str]:
    """Return the code of every language."""
    return sorted(_other_languages())


@cache
def _other_languages() -> dict[str, Keywords]:
    from importlib.metadata import distribution  # slow to import, and seldom needed

    # Found through the metadata, because finding a package's resources would import its code.
    path = distribution("gherkin-official").locate_file("gherkin/gherkin-languages.json")
    return json.loads(Path(str(path)).read_text("utf-8"))


def _build(code: str, keywords: Keywords) -> Language:
    titles = {title: tuple(keywords[title]) for title in TITLES}
    titles["scenario"] += tuple(keywords["scenarioOutline"])
    step_types: dict[str, StepType] = {}
    for role, step_type in STEP_TYPES.items():
        for keyword in keywords[role]:
            step_types[keyword] = "Unknown" if keyword in step_types else step_type
    return Language(code, titles, step_types, _pattern(titles, step_types))


def _pattern(titles: Mapping[str, tuple[str, ...]], steps: Mapping[str, StepType]) -> re.Pattern[str]:
    parts = [f"(?P<{title}>{_any_of(words)}):" for title, words in titles.items()]
    # Titles come first: in Turkish the header `Mevcut Durum:` begins like a step.
    parts += [f"(?P<step>{_any_of(steps)})", '(?P<doc_string>"""|```)']
    return re.compile("|".join(parts))


def _any_of(words: Mapping[str, StepType] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
