"""The phrases of actions, declared by `says` or made from the action's name, as sentence forms."""

import re
from functools import partial
from re import escape

from ..model import Action, BySystem, Parameter
from ..operations import FieldValue, Perform
from ..phrases import parse_phrase
from ..value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Duration,
    ListOf,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
    plain,
)
from ..words import plural_of, words_of
from .captured import Captured
from .form import Form, Shape, Slot
from .names import base_forms, third_person
from .patterns import ANYTHING, QUOTED, WRITTEN, WRITTEN_LIST
from .piece import Piece
from .problem import Problem
from .values import read_argument
from .vocabulary import Vocabulary

_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d)?"


def action_forms(vocabulary: Vocabulary) -> tuple[Form, ...]:
    """Return a form for each action that a person can do and whose phrase is well formed."""
    actions = (action for action in vocabulary.model.actions if not isinstance(action.actor, BySystem))
    return tuple(_form(vocabulary, action) for action in actions if not _is_malformed(action))


def action_phrases(action: Action) -> tuple[str, ...]:
    """Return the phrases of an action: those declared, else one made from its name."""
    return action.phrases or default_phrases(action)


def default_phrases(action: Action) -> tuple[str, ...]:
    """Return the phrases of an action without `says`, such as `cancels order {order} with reason {reason}`.

    A first parameter that is a reference stands right after the words of the name; the others follow as
    `with <name> {name}`, joined by `and`; a second phrase leaves out those that may be empty or have a default.
    """
    needed = (item for item in action.parameters if not isinstance(item.type, Optional | ListOf))
    required = tuple(item for item in needed if item.default is None)
    phrases = (_default_phrase(action, action.parameters), _default_phrase(action, required))
    return tuple(dict.fromkeys(phrases))


def _default_phrase(action: Action, parameters: tuple[Parameter, ...]) -> str:
    verb, *others = words_of(action.name).split()
    words = [third_person(verb), *others]
    rest = parameters
    if rest and isinstance(plain(rest[0].type), Reference):
        words.append(f"{{{rest[0].name}}}")
        rest = rest[1:]
    named = " and ".join(f"{words_of(item.name)} {{{item.name}}}" for item in rest)
    return " ".join([*words, f"with {named}"] if named else words)


def _is_malformed(action: Action) -> bool:
    names = {item.name for item in action.parameters}
    phrases = [parse_phrase(phrase) for phrase in action_phrases(action)]
    return any(phrase.problems or any(n.text not in names for n in phrase.parameters) for phrase in phrases)


def _form(vocabulary: Vocabulary, action: Action) -> Form:
    phrases = tuple(_with_base_form(phrase) for phrase in action_phrases(action))
    slots = {item.name: _slot(vocabulary, item) for item in action.parameters}
    return Form(phrases, partial(_perform, action), ("given", "when"), True, action=action.name, slots=slots)


def _with_base_form(phrase: str) -> str:
    """Let the verb at the beginning also stand as I and they use it: `pays` becomes `pays/pay`."""
    verb = re.match(r"[a-z]+(?=\s|$)", phrase)
    return "/".join((verb[0], *base_forms(verb[0]))) + phrase[verb.end() :] if verb else phrase


def _perform(action: Action, captured: Captured) -> Perform:
    given = dict(captured.values)
    arguments = tuple((item.name, given[item.name]) for item in action.parameters if item.name in given)
    return Perform(captured.person, action.name, arguments)


def _slot(vocabulary: Vocabulary, parameter: Parameter) -> Slot:
    regex, shape = _look(vocabulary, plain(parameter.type))
    if isinstance(parameter.type, Optional):
        shape = Shape(f"{shape.regex}|-|empty", shape.samples)
    return Slot(regex, partial(_read, vocabulary, parameter), (shape,))


def _read(vocabulary: Vocabulary, parameter: Parameter, piece: Piece, into: Captured) -> Problem | None:
    value: FieldValue | Problem = read_argument(vocabulary, piece, parameter.type)
    if isinstance(value, Problem):
        return value
    into.values = (*into.values, (parameter.name, value))
    return None


def _look(vocabulary: Vocabulary, kind: ValueType) -> tuple[str, Shape]:
    """Return what a parameter's text may look like, loosely, and the shape of one that is right."""
    match kind:
        case Text() | Password():
            return WRITTEN, Shape(QUOTED, ('"A"',))
        case Choice(_, members):
            return WRITTEN, Shape("|".join((QUOTED, *map(escape, members))), (*members, f'"{members[0]}"'))
        case Bool():
            return WRITTEN, Shape(f"yes|no|true|false|{QUOTED}", ("yes",))
        case Date():
            return WRITTEN, Shape(f"{_DAY}|{QUOTED}", ("2026-07-22", '"2026-07-22"'))
        case DateTime():
            shape = Shape(f"{_DAY}(?:[T ]{_CLOCK})?|{QUOTED}", ("2026-07-22", '"2026-07-22"'))
            return rf"(?:{_DAY}\s+{_CLOCK}|{WRITTEN})", shape
        case Duration():
            return rf"(?:\d+\s+[a-z]+|{WRITTEN})", Shape(rf"\d+\s+[a-z]+|{QUOTED}", ("2 hours", '"2 hours"'))
        case Reference(entity):
            return _reference(vocabulary, entity)
        case ListOf():
            return WRITTEN_LIST, Shape(rf"{QUOTED},?|empty", ('"A"', "empty"))
        case _:
            return WRITTEN, Shape(rf"[-+]?\d[\d,.]*|{QUOTED}", ("2", '"2"'))


def _reference(vocabulary: Vocabulary, entity: str) -> tuple[str, Shape]:
    words = words_of(entity)
    names = "|".join(escape(name).replace("\\ ", r"\s+") for name in dict.fromkeys((words, entity, plural_of(words))))
    named = rf"(?:(?:the|that|this)\s+(?:(?:last|new)\s+)?)?(?:{names})"
    regex = rf"(?:(?:{named})\s+{WRITTEN}|(?:the|that|this)\s+{ANYTHING}|{WRITTEN})"
    return regex, Shape(rf"{QUOTED}|it|the (?:{names})|\S*\d\S*", ('"A"', f"the {words}", "it"))
