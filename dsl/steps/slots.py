"""The slots of the built-in forms, each a reader of one kind of words in a step."""

from functools import partial
from re import escape

from ..words import words_of
from . import readers
from .form import Shape, Slot
from .names import Names
from .patterns import ANYTHING, PAIR, QUOTED, WORDS, WRITTEN, WRITTEN_LIST
from .vocabulary import Vocabulary

_COUNT = rf"(?:\d+|an?|{'|'.join(readers.NUMBERS)})"
_PAIRS = rf"{PAIR}(?:(?:\s+and\s+|,\s+){PAIR})*"
_MOMENT = rf"{WRITTEN}(?:\s+\d\d:\d\d\S*)?"
_DURATION = r"\d+\s+[a-z]+(?:\s+(?:and\s+)?\d+\s+[a-z]+)*?"

_TEXT = Shape(QUOTED, ('"A"',))
_ANY = Shape(WRITTEN, ('"A"', "2"))
_NAME = Shape(rf"(?:{QUOTED}|{WORDS})", ("A",))


def built_in_slots(vocabulary: Vocabulary) -> dict[str, Slot]:
    """Return the slots of the built-in forms by their names."""
    entity, columns = _names(vocabulary.entities), _names(vocabulary.columns)
    record = Shape(
        rf"(?:the\s+)?(?:{entity.regex})\s+{QUOTED}", tuple(f'the {words_of(name)} "A"' for name in entity.samples)
    )
    field = Shape(WORDS, tuple(dict.fromkeys(item.name for one in vocabulary.model.entities for item in one.fields)))
    return {
        "text": Slot(QUOTED, readers.read_text, (_TEXT,)),
        "written": Slot(WRITTEN, readers.read_text, (_ANY,)),
        "number": Slot(r"\d{1,9}", readers.read_number, (Shape(r"\d+", ("2",)),)),
        "count": Slot(_COUNT, readers.read_count, (Shape(_COUNT, ("2", "a")),)),
        "duration": Slot(_DURATION, readers.read_duration, (Shape(r"\d+", ("2",)), Shape("minutes", ("minutes",)))),
        "moment": Slot(_MOMENT, readers.read_moment, (Shape(WRITTEN, ("2026-07-22",)),)),
        "entity": Slot(WORDS, partial(readers.read_entity, vocabulary), (entity,)),
        "role": Slot(WORDS, partial(readers.read_role, vocabulary), (_names(vocabulary.roles),)),
        "key": Slot(WRITTEN, readers.read_record_key, (_ANY,)),
        "record": Slot(ANYTHING, partial(readers.read_one_record, vocabulary), (record,)),
        "values": Slot(ANYTHING, partial(readers.read_values, vocabulary), (field, _ANY)),
        "page": Slot(WORDS, partial(readers.read_page, vocabulary), (_names(vocabulary.pages),)),
        "service": Slot(WORDS, partial(readers.read_service, vocabulary), (_names(vocabulary.services),)),
        "outcome": Slot(WRITTEN, readers.read_outcome, (_NAME,)),
        "inputs": Slot(ANYTHING, partial(readers.read_inputs, vocabulary), (_NAME, _ANY)),
        "workflow": Slot(WORDS, partial(readers.read_workflow, vocabulary), (_names(vocabulary.workflows),)),
        "state": Slot(rf"(?:{QUOTED}|{WORDS})", readers.read_state, (_NAME,)),
        "query": Slot(WORDS, partial(readers.read_query, vocabulary), (_names(vocabulary.queries),)),
        "filters": Slot(ANYTHING, partial(readers.read_filters, vocabulary), (_NAME, _ANY)),
        "keys": Slot(WRITTEN_LIST, readers.read_keys, (_ANY,)),
        "pairs": Slot(_PAIRS, readers.read_labels, (_ANY, Shape("as|in", ("as", "in")), _TEXT)),
        "cells": Slot(ANYTHING, partial(readers.read_cells, vocabulary), (columns, _TEXT)),
        "answer": Slot(rf"(?:{QUOTED}|{WORDS})", partial(readers.read_answer, vocabulary), (_NAME,)),
    }


def _names(names: Names[object]) -> Shape:
    return Shape("|".join(escape(spelling) for spelling in names.spellings) or "(?!)", names.declared)
