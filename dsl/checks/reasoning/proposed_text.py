"""Writes the sentences and the text of a proposed scenario."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from ...interpreter.formatting import spell
from ...model import Action, Parameter
from ...phrases import Node, Part, parse_phrase
from ...steps.forms_actions import action_phrases
from ...steps.raw_step import RawStep
from ...value_types import Reference, plain
from .situation import Path, Situation

KEYWORDS = {"given": "Given", "when": "When", "then": "Then"}


def sentence_of(action: Action, situation: Situation, names: Mapping[Path, str]) -> str:
    """Return the fullest phrase of an action with the values of its inputs; `names` are those of records."""
    values = {item.name: _value(item, situation, names) for item in action.parameters}
    phrase = max(map(parse_phrase, action_phrases(action)), key=lambda phrase: len(phrase.parameters))
    return " ".join(_text(phrase.root, values).split())


def _text(node: Node, values: Mapping[str, str]) -> str:
    match node.part:
        case Part.PARAMETER:
            return values[node.text]
        case Part.ALTERNATION:
            return _text(node.nodes[0], values)
        case Part.PHRASE:
            return _joined(node.nodes, values)
        case _:
            return "".join(_text(child, values) for child in node.nodes) or node.text


def _joined(nodes: Sequence[Node], values: Mapping[str, str]) -> str:
    """Return a phrase without its optional words; endings such as `(s)` stay where there is more than one."""
    text, count = "", ""
    for node in nodes:
        if node.part is Part.PARAMETER:
            count = values[node.text]
        if node.part is not Part.OPTIONAL or (text[-1:].isalpha() and count != "1"):
            text += _text(node, values)
    return text


def _value(parameter: Parameter, situation: Situation, names: Mapping[Path, str]) -> str:
    path = (parameter.name,)
    if isinstance(plain(parameter.type), Reference):
        return names[path] if names[path].startswith('"') or names[path].isdecimal() else "it"
    return spell(situation.value_of(path, parameter.type, parameter.label), parameter.type)


def written(title: str, steps: Sequence[RawStep]) -> str:
    """Return the text of a scenario."""
    lines = [f"Scenario: {title}"]
    for phase, group in groupby(steps, key=lambda step: step.phase):
        for number, step in enumerate(group):
            lines.append(f"  {KEYWORDS[phase] if number == 0 else 'And'} {step.text}")
    return "\n".join(lines)
