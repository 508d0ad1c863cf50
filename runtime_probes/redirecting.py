"""Lets a module call functions that were added where it called imported ones, through tables and references, too."""

from collections.abc import Mapping

from .binary.appending import Appender
from .binary.cursor import Cursor
from .binary.entities import Element, Global, Table
from .binary.instructions import Instruction, instructions
from .binary.module import SectionId
from .binary.sections import section_of
from .binary.writing.definitions import encode_global, encode_table
from .binary.writing.instructions import encode
from .binary.writing.segments import encode_element
from .event import Edit, Rank
from .function import REDIRECTED, Function, has_known_type
from .operand_types import index_of


def redirected_calls(function: Function) -> list[Edit]:
    """Return the edits that let a function call, and refer to, what it is to call."""
    if not function.redirections:
        return []
    return [
        Edit(instruction.offset, instruction.end, Rank.INSTEAD, function.spelled(instruction))
        for instruction in function.instructions(*REDIRECTED)
        if index_of(instruction) in function.redirections
    ]


def redirect(appender: Appender, redirections: Mapping[int, int]) -> None:
    """Let tables, globals and segments refer to what is to be called, and let code refer to it, too.

    References to functions stay what they are where another could have another type: calls of theirs are not seen.
    """
    contents = appender.contents
    references = {old: new for old, new in redirections.items() if has_known_type(contents, old)}
    made = {
        SectionId.TABLE: [encode_table(_table(table, references)) for table in contents.tables],
        SectionId.GLOBAL: [encode_global(_global(each, references)) for each in contents.globals],
        SectionId.ELEMENT: [encode_element(_element(each, references)) for each in contents.elements],
    }
    for section, entries in made.items():
        if entries:
            appender.replace_section(section_of(section, entries))
    appender.add_element(Element(tuple(references.values()), declared=True))


def _table(table: Table, redirections: Mapping[int, int]) -> Table:
    return table if table.initial is None else Table(table.type, _expression(table.initial, redirections))


def _global(entry: Global, redirections: Mapping[int, int]) -> Global:
    return Global(entry.type, _expression(entry.initial, redirections))


def _element(element: Element, redirections: Mapping[int, int]) -> Element:
    items = tuple(_item(item, redirections) for item in element.items)
    return Element(items, element.active, element.declared, element.type)  # pyright: ignore[reportArgumentType]


def _item(item: int | bytes, redirections: Mapping[int, int]) -> int | bytes:
    return redirections.get(item, item) if isinstance(item, int) else _expression(item, redirections)


def _expression(code: bytes, redirections: Mapping[int, int]) -> bytes:
    """Return a constant expression that refers to what is to be called."""
    return b"".join(_spelled(code, instruction, redirections) for instruction in instructions(Cursor(code)))


def _spelled(code: bytes, instruction: Instruction, redirections: Mapping[int, int]) -> bytes:
    if instruction.opcode.name == "ref.func" and index_of(instruction) in redirections:
        return encode("ref.func", redirections[index_of(instruction)])
    return code[instruction.offset : instruction.end]
