"""Sections are found, put in their places and left out; nothing else of the module changes."""

import pytest

from weft.runtime_probes.binary.assembling import Parts, assemble, group_of
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import Export, ExternKind, Import
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.module import HEADER, Module, Section, SectionId
from weft.runtime_probes.binary.names import Names
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.sections import (
    custom_section,
    section_of,
    with_entries,
    with_section,
    without_customs,
)
from weft.runtime_probes.binary.value_types import F64, I32, FunctionImport, FunctionType
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.binary.writing.names import name_section

MIXED = assemble(Parts(types=(group_of(FunctionType()),), functions=(0,), bodies=(b"\2\0\x0b",))).sections
DEBUG = custom_section(".debug_info", b"1234")


def test_a_padded_size_is_kept() -> None:
    data = HEADER + b"\1\x81\x80\x80\x80\x00\x00"
    assert read(data).sections == (Section(SectionId.TYPE, b"\0", 14, size_width=5),)
    assert write(read(data)) == data


def test_a_custom_section_keeps_its_place() -> None:
    module = Module((DEBUG, MIXED[0], DEBUG, *MIXED[1:], DEBUG))
    assert write(read(write(module))) == write(module)
    assert [section.content for section in read(write(module)).customs(".debug_info")] == [b"1234"] * 3


def test_a_section_is_put_where_it_belongs() -> None:
    module = with_section(Module((*MIXED, DEBUG)), section_of(SectionId.MEMORY, [b"\0\1"]))
    assert [section.id for section in module.sections] == [1, 3, 5, 10, 0]


def test_a_section_takes_the_place_of_its_like() -> None:
    module = with_section(Module((DEBUG, *MIXED)), section_of(SectionId.FUNCTION, []))
    assert module.sections == (DEBUG, MIXED[0], Section(SectionId.FUNCTION, b"\0"), MIXED[2])


def test_entries_are_put_at_the_end() -> None:
    module = with_entries(Module(MIXED), SectionId.TYPE, [b"\x60\1\x7f\0"])
    assert Contents(module).types[1].composite == FunctionType((I32,))


def test_custom_sections_are_left_out_by_name() -> None:
    assert without_customs(Module((DEBUG, *MIXED)), ".debug_info", "other") == Module(MIXED)


def test_all_kinds_of_names_are_written_and_read() -> None:
    names = Names(
        module="m",
        functions={2: "two", 0: "zero"},
        locals={0: {1: "x"}},
        labels={0: {0: "again"}},
        types={0: "t"},
        tables={0: "tt"},
        memories={0: "mm"},
        globals={0: "g"},
        elements={0: "e"},
        data={0: "d"},
        fields={0: {0: "left"}},
        tags={0: "oops"},
        others={99: b"anything"},
    )
    assert Contents(read(write(Module((name_section(names),))))).names == names


def test_no_names_are_no_problem() -> None:
    contents = Contents(Module(MIXED))
    assert contents.names == Names()
    assert contents.name_problems == ()


def test_a_function_has_its_type_whether_imported_or_not() -> None:
    imported = FunctionType((F64,), (I32,))
    module = assemble(
        Parts(
            types=(
                group_of(imported),
                group_of(FunctionType()),
            ),
            imports=(Import("host", "f", FunctionImport(0)),),
            functions=(1,),
            bodies=(b"\2\0\x0b",),
            exports=(Export("g", ExternKind.FUNCTION, 1),),
        )
    )
    contents = Contents(read(write(module)))
    assert [contents.function_type(index) for index in range(2)] == [imported, FunctionType()]
    assert contents.count(ExternKind.FUNCTION) == 2


def test_a_function_whose_type_is_none_is_refused_when_asked_for() -> None:
    module = assemble(Parts(types=(), functions=(7,), bodies=(b"\2\0\x0b",)))
    with pytest.raises(MalformedModule, match="type 7"):
        Contents(module).function_type(0)
