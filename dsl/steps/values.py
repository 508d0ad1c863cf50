"""Reads the typed values within a step: literals, references to records, and `field value and field value`."""

import re
from collections.abc import Iterator
from typing import Protocol

from ..literals import LiteralProblem, is_quoted, parse_value, unquote
from ..model import Entity
from ..operations import FieldValue, LastRecord, Persona, Record, RecordByKey, RecordList, RecordWith
from ..value_types import ListOf, Password, Reference, Text, ValueType, plain
from .names import Names
from .piece import Piece
from .problem import BAD_VALUE, UNKNOWN, Problem
from .vocabulary import Vocabulary

Pairs = tuple[tuple[str, FieldValue], ...]

_LAST = re.compile(r"(?:the|that|this)(?:\s+(?:last|new))?\s+(.+)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an|that|this)\s+", re.IGNORECASE)
_WITH = re.compile(r"\s+with\s+", re.IGNORECASE)
_LAST_WORD = re.compile(r'("(?:[^"\\]|\\.)*"|[^\s"]+)$')


class Typed(Protocol):
    """What has a name and a type: a field, a parameter."""

    @property
    def name(self) -> str:
        """Return the declared name."""
        ...

    @property
    def type(self) -> ValueType:
        """Return the type of its values."""
        ...


def read_value(vocabulary: Vocabulary, piece: Piece, kind: ValueType) -> FieldValue | Problem:
    """Return the value of this type that a piece stands for."""
    bare = plain(kind)
    if isinstance(bare, ListOf):
        return _read_list(piece, vocabulary.model.entity(bare.entity))
    value = parse_value(piece.text, kind)
    if isinstance(bare, Reference) and value is not None:
        return _read_reference(vocabulary, piece, vocabulary.model.entity(bare.entity))
    if isinstance(value, LiteralProblem):
        return piece.problem(BAD_VALUE, value.message, value.hint)
    return value


def read_argument(vocabulary: Vocabulary, piece: Piece, kind: ValueType) -> FieldValue | Problem:
    """Return a value as `read_value` does, where the sentence has no other words to tell bare text by."""
    if isinstance(plain(kind), Text | Password) and not is_quoted(piece.text) and parse_value(piece.text, kind):
        return piece.problem(BAD_VALUE, f"the text {piece.text} is not in quotes", f'write "{piece.text}"')
    return read_value(vocabulary, piece, kind)


def _read_reference(vocabulary: Vocabulary, piece: Piece, entity: Entity) -> FieldValue | Problem:
    # A phrase may take the article for itself and leave the entity's own word.
    if piece.text.lower() == "it" or vocabulary.entities.find(piece.text) is entity:
        return LastRecord(entity.name)
    if is_quoted(piece.text) or " " not in piece.text:
        return read_person_or_key(piece, entity)
    found = read_record(vocabulary, piece)
    if isinstance(found, Problem):
        return found
    if found.entity != entity.name:
        return piece.problem(BAD_VALUE, f"this is a {found.entity}, a {entity.name} is wanted")
    if entity.is_role and isinstance(found, RecordByKey):
        return Persona(entity.name, str(found.key))
    return found


def _read_list(piece: Piece, entity: Entity) -> RecordList | Problem:
    """Return the records whose keys stand here with commas, or `and` between what is in quotes, between them."""
    parts = [] if piece.text in ("", "-", "empty") else list(piece.split() if '"' in piece.text else piece.split(","))
    found = [read_person_or_key(part, entity) for part in parts]
    problems = [item for item in found if isinstance(item, Problem)]
    return problems[0] if problems else RecordList(tuple(item for item in found if not isinstance(item, Problem)))


def read_person_or_key(piece: Piece, entity: Entity) -> RecordByKey | Persona | Problem:
    """Return the record with this key; of a role, the person with this name."""
    if entity.is_role and isinstance(plain(entity.key.type), Text):
        return Persona(entity.name, unquote(piece.text))
    return read_key(piece, entity)


def read_key(piece: Piece, entity: Entity) -> RecordByKey | Problem:
    """Return the record of an entity whose key is written here."""
    value = parse_value(piece.text, plain(entity.key.type))
    if isinstance(value, LiteralProblem):
        return piece.problem(BAD_VALUE, f"{value.message}, which is the key of {entity.name}", value.hint)
    return RecordByKey(entity.name, value if isinstance(value, int | str) else str(value))


def read_record(vocabulary: Vocabulary, piece: Piece) -> Record | Problem:
    """Return the record named as `(the) train "G1"`, `the train with number "G1"` or `the train`."""
    article = _ARTICLE.match(piece.text)
    rest = piece.cut(article.end()) if article else piece
    split = _WITH.search(rest.text)
    if split and '"' not in rest.text[: split.start()]:
        entity = find_entity(vocabulary, rest.cut(0, split.start()))
        if isinstance(entity, Problem):
            return entity
        values = read_pairs(vocabulary, rest.cut(split.end()), vocabulary.fields(entity), entity.name)
        return values if isinstance(values, Problem) else RecordWith(entity.name, values)
    last = _LAST.fullmatch(piece.text)
    if last and (entity := vocabulary.entities.find(last[1])):
        return LastRecord(entity.name)
    word = _LAST_WORD.search(rest.text)
    if word is None or word.start() == 0:
        entity = find_entity(vocabulary, rest)
        if isinstance(entity, Problem):
            return entity
        return rest.problem(UNKNOWN, f"no record is named by `{rest.text}`", is_weak=True)
    is_weak = not is_quoted(word[0])
    entity = find_entity(vocabulary, rest.cut(0, word.start()), is_weak=is_weak)
    return entity if isinstance(entity, Problem) else read_key(rest.cut(word.start()), entity)


def find_entity(vocabulary: Vocabulary, piece: Piece, *, is_weak: bool = True) -> Entity | Problem:
    """Return the entity with this name; a name that comes near none is a weak problem where `is_weak`."""
    entity = vocabulary.entities.find(piece.text)
    if entity:
        return entity
    near = vocabulary.entities.near(piece.text)
    message = f"there is no entity called `{piece.text}`"
    return piece.problem(UNKNOWN, message, vocabulary.entities.hint(piece.text), is_weak=is_weak and not near)


def read_pairs(vocabulary: Vocabulary, piece: Piece, names: Names[Typed], owner: str) -> Pairs | Problem:
    """Return the names and values of `<name> <value> and <name> <value>`; `owner` is whose names they are."""
    pairs: list[tuple[str, FieldValue]] = []
    for part in _pairs(piece, names):
        found = split_name(part, names, owner)
        if isinstance(found, Problem):
            return found
        item, written = found
        value = read_value(vocabulary, written, item.type)
        if isinstance(value, Problem):
            return value
        pairs.append((item.name, value))
    return tuple(pairs)


def _pairs(piece: Piece, names: Names[Typed]) -> Iterator[Piece]:
    """Yield each `<name> <value>`; what has no name of its own goes on with the list before it."""
    found: Piece | None = None
    for part in piece.split():
        named = _longest_name(found, names) if found else None
        is_member = named is not None and isinstance(plain(named[0].type), ListOf)
        if found is not None and is_member and (is_quoted(part.text) or " " not in part.text):
            found = piece.cut(found.start - piece.start, part.end - piece.start)
            continue
        if found is not None:
            yield found
        found = part
    if found is not None:
        yield found


def split_name(part: Piece, names: Names[Typed], owner: str) -> tuple[Typed, Piece] | Problem:
    """Cut `<name> <value>` after the longest name that is known."""
    found = _longest_name(part, names)
    if found:
        return found if found[1].text else part.problem(BAD_VALUE, f"the value of {found[0].name} is missing")
    value = _LAST_WORD.search(part.text)
    name = part.cut(0, value.start()) if value and value.start() else part
    return name.problem(UNKNOWN, f"{owner} has no field `{name.text}`", names.hint(name.text))


def _longest_name(part: Piece, names: Names[Typed]) -> tuple[Typed, Piece] | None:
    """Return what the longest known name at the beginning stands for, and what follows it."""
    words = list(re.finditer(r"\S+", part.text.partition('"')[0]))
    for word in reversed(words):
        item = names.find(part.text[: word.end()])
        if item:
            return item, part.cut(word.end())
    return None
