"""Prints imported requirements as features, for a user to go on from."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from ..diagnostics import Source
from .blocks import KEYWORDS
from .formatter import format_source
from .gherkin.languages import ENGLISH, TITLES
from .syntax_tree import RequirementNode

WIDTH = 110
HEADERS = (*KEYWORDS, *ENGLISH["scenarioOutline"], *(word for title in TITLES for word in ENGLISH[title]))
# How a line of free text may not begin, because it would be read as something else.
NOT_FREE = re.compile(rf"""[@#|]|\"{{3}}|`{{3}}|needs[ ]|(?:{"|".join(HEADERS)})[ ]*:""")


def to_weft(nodes: Iterable[RequirementNode]) -> str:
    """Return the text of a `.weft` file: one feature per requirement, with its needs, description and scenarios."""
    text = "\n".join(line for node in nodes for line in _feature(node))
    return format_source(Source("requirements.weft", text))


def _feature(node: RequirementNode) -> Iterator[str]:
    yield f"Feature: {node.id} {node.title}"
    if node.needs:
        yield f"needs {', '.join(node.needs)}"
    for paragraph in node.description.splitlines():
        lines = wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
        yield from (f"- {line}" if NOT_FREE.match(line) else line for line in lines or [""])
    for scenario in node.scenarios:
        yield f"Scenario: {scenario.id} {scenario.title}"
        yield from (f"{step.keyword} {step.text}" for step in scenario.steps)
