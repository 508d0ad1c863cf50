"""The people of one scenario: who has been named, and whom a sentence is about."""

import re

from msgspec import Struct
from msgspec.structs import replace

from ..expressions import Variable
from ..literals import quote, unquote
from ..model import Action, Create, Entity, StartSession
from ..operations import FieldValue, HavePerson, Operation, Perform, Persona
from ..words import words_of
from .patterns import QUOTED
from .piece import Piece
from .problem import UNKNOWN, Problem
from .vocabulary import Vocabulary

_PRONOUN = re.compile(r"(she|he|they|i)\s+(?=\S)", re.IGNORECASE)
_VISITOR = re.compile(r"(?:somebody|someone|anybody|nobody|(?:a|the)\s+visitor)\s+(?=\S)", re.IGNORECASE)
_BY_ROLE = re.compile(rf"(?:(?:the|an?)\s+)?(?P<role>[^\s\"]+(?:\s+[^\s\"]+)*?)\s+(?P<name>{QUOTED})\s+(?=\S)", re.I)
_NAME = re.compile(r"([A-Z][\w'-]*)\s+(?=\S)")
NO_NAMES = ("A", "An", "The", "There", "These", "This", "That", "It", "Today", "Now", "All", "No", "After")


class Subject(Struct, frozen=True):
    """Whom a sentence is about (None: somebody who is not signed in), and the rest of it."""

    person: Persona | None
    rest: Piece
    problem: Problem | None = None


class Cast:
    """Keeps the people of a scenario from step to step."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start a scenario in which nobody has been named."""
        self._vocabulary = vocabulary
        self._people: dict[str, Persona] = {}
        self._identifiers: dict[Persona, str] = {}
        self._last: Persona | None = None
        self._is_named = False

    def subject(self, text: str) -> Subject | None:
        """Return whom a sentence is about, or None where it is about no person."""
        piece = Piece(text, 0)
        if found := _PRONOUN.match(text):
            return self._by_pronoun(piece, found)
        for name, persona in self._people.items():
            if text.startswith(name) and text[len(name) : len(name) + 1].isspace():
                return Subject(persona, piece.cut(len(name)))
        if found := _VISITOR.match(text):
            return Subject(None, piece.cut(found.end()))
        if (found := _BY_ROLE.match(text)) and (subject := self._by_role(piece, found)):
            return subject
        found = _NAME.match(text)
        return self._unknown(piece, found) if found and found[1] not in NO_NAMES else None

    def introduce(self, text: str) -> None:
        """Remember whom a sentence without a meaning names: nobody need ask again who that is."""
        subject = self.subject(text)
        if subject and subject.problem is None:
            self.note(subject.person)
        elif subject:
            self._is_named = True

    def note(self, person: Persona | None) -> None:
        """Remember that a sentence was about this person."""
        self._last, self._is_named = person, True
        if person:
            self._people[person.name] = person

    def learn(self, operation: Operation) -> None:
        """Remember the people whom an operation brings in."""
        if isinstance(operation, HavePerson):
            self.note(operation.persona)
            self._identify(operation.persona, dict(operation.values))
        elif isinstance(operation, Perform):
            self._learn_action(self._vocabulary.model.action(operation.action), dict(operation.arguments))

    def _learn_action(self, action: Action, arguments: dict[str, FieldValue]) -> None:
        """Remember a person whom an action creates; who is signed in by it is the one last named."""
        is_signed_in = any(isinstance(effect, StartSession) for effect in action.effects)
        for effect in action.effects:
            role = self._vocabulary.model.entity(effect.entity) if isinstance(effect, Create) else None
            if not isinstance(effect, Create) or role is None or not role.is_role:
                continue
            given = {field: arguments.get(value.name) for field, value in effect.values if isinstance(value, Variable)}
            name = given.get(role.key.name)
            if isinstance(name, str):
                person = Persona(role.name, name)
                self._people[name] = person
                self._identify(person, given)
                self._last = person if is_signed_in else self._last

    def _identify(self, person: Persona, values: dict[str, FieldValue]) -> None:
        identifiers = self._vocabulary.model.entity(person.role).identifiers
        given = next((values[name] for name in identifiers if name in values), None)
        if given is not None:
            self._identifiers.setdefault(person, str(given))

    def identifier(self, person: Persona) -> str:
        """Return what a person signs in with: the first identifier they were given, else their name."""
        return self._identifiers.get(person, person.name)

    def role(self, person: Persona | None) -> Entity | None:
        """Return the role of a person; of somebody unknown, the only role that can sign in."""
        if person:
            return self._vocabulary.model.entity(person.role)
        roles = [role for role in self._vocabulary.model.roles if role.identifiers]
        return roles[0] if len(roles) == 1 else None

    def _by_pronoun(self, piece: Piece, found: re.Match[str]) -> Subject:
        problem = None
        if not self._is_named and found[1].lower() != "i":
            word = piece.cut(0, found.end(1))
            problem = word.problem(UNKNOWN, f"nobody has been named whom `{found[1]}` could mean", self._introduction())
        return Subject(self._last, piece.cut(found.end()), problem)

    def _by_role(self, piece: Piece, found: re.Match[str]) -> Subject | None:
        rest, role = piece.cut(found.end()), self._vocabulary.roles.find(found["role"])
        if role:
            return Subject(Persona(role.name, unquote(found["name"])), rest)
        near = self._vocabulary.roles.near(found["role"])
        if not near or self._vocabulary.entities.find(found["role"]):
            return None
        word = piece.cut(*found.span("role"))
        return Subject(
            None, rest, word.problem(UNKNOWN, f"there is no role called `{word.text}`", f"did you mean {near}?")
        )

    def _unknown(self, piece: Piece, found: re.Match[str]) -> Subject:
        hint = self._introduction(found[1])
        message = f"nobody called {found[1]} has been introduced"
        problem = replace(piece.cut(0, found.end(1)).problem(UNKNOWN, message, hint), is_told_once=True)
        return Subject(None, piece.cut(found.end()), problem)

    def _introduction(self, name: str = "Ann") -> str:
        roles = self._vocabulary.roles.declared
        return f"write first: Given {words_of(roles[0])} {quote(name)} is signed in" if roles else ""
