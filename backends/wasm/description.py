"""The custom sections that say what a domain module holds, and where in the specification its code comes from."""

import json
from collections.abc import Iterable, Mapping, Sequence

from ...runtime_probes.binary.module import Section
from ...runtime_probes.binary.sections import custom_section
from .batches import result_size, row_size
from .code import Mark
from .functions import Function, NotLowered
from .slots import Slot

DESCRIPTION = "weft.domain"
SOURCE_MAP = "weft.sourcemap"
VERSION = 1


def description_section(
    functions: Iterable[Function], refused: Iterable[NotLowered], heap: int, rows: Mapping[int, Sequence[int]]
) -> Section:
    """Return the section that names every function with its slots, every refusal, and where memory is free.

    `rows` says, by the index of a decision, where in the file the code for each of its rows begins.
    """
    content = {
        "version": VERSION,
        "heap": heap,
        "functions": [_function(item, rows[item.index]) for item in functions],
        "not_lowered": [{"name": item.name, "element": item.id, "reason": item.reason} for item in refused],
    }
    return custom_section(DESCRIPTION, _json(content))


def public_description_section(functions: Iterable[Function], heap: int) -> Section:
    """Return the section that tells a page the slots of every function, and where memory is free."""
    named = [{"name": item.name, "slots": [_slot(slot) for slot in item.slots]} for item in functions]
    return custom_section(DESCRIPTION, _json({"version": VERSION, "heap": heap, "functions": named}))


def _function(function: Function, rows: Sequence[int]) -> dict[str, object]:
    result: dict[str, object] = {"shape": function.result, "optional": function.is_result_optional}
    if function.members:
        result["members"] = function.members
    described: dict[str, object] = {
        "name": function.name,
        "element": function.id,
        "slots": [_slot(item) for item in function.slots],
        "row": row_size(function.slots),
        "result": {**result, "size": result_size(function)},
        "source": function.span.source.name,
        "line": function.span.line,
    }
    return {**described, "rows": rows} if rows else described


def _slot(slot: Slot) -> dict[str, object]:
    described: dict[str, object] = {"name": slot.name, "shape": slot.shape, "optional": slot.is_optional}
    return {**described, "members": slot.members} if slot.members else described


def source_map_section(marks: Iterable[Mark]) -> Section:
    """Return the section that maps offsets in the file to lines and columns of the specification, both from 1."""
    placed = list(marks)
    sources = list(dict.fromkeys(span.source.name for _, span in placed))
    numbers = {name: number for number, name in enumerate(sources)}
    mappings = [[at, numbers[span.source.name], *span.source.position(span.start)] for at, span in placed]
    return custom_section(SOURCE_MAP, _json({"version": VERSION, "sources": sources, "mappings": mappings}))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
