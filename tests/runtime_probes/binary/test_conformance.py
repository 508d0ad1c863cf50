"""Every module of WebAssembly's test suites is read, written, scanned and made anew."""

import pytest
from wast_modules import Sample

from weft.runtime_probes.binary.assembling import Parts, assemble
from weft.runtime_probes.binary.blocks import block_starts
from weft.runtime_probes.binary.checking import check
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import Body
from weft.runtime_probes.binary.instructions import body_instructions
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.binary.module import Module, SectionId
from weft.runtime_probes.binary.opcodes import OPCODES
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.scanning import scanner
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.binary.writing.code import encode_body
from weft.runtime_probes.binary.writing.instructions import encode
from weft.runtime_probes.binary.writing.names import name_section

# These follow the text of proposals from before sizes could take 64 bits.
OUTDATED = "wasm-spec/proposals/threads/memory.wast"
SELECTIONS = (
    ("end",),
    ("call", "call_indirect", "return_call"),
    tuple(opcode.name for opcode in OPCODES if "load" in opcode.name or "store" in opcode.name),
    ("br_table", "try_table", "br_on_cast", "select/t", "i32.const"),
    tuple(opcode.name for opcode in OPCODES),
    (),
)


def test_the_suites_are_there(samples: list[Sample]) -> None:
    assert len(samples) > 7000


def test_writing_what_was_read_gives_the_same_bytes(well_formed: list[Sample]) -> None:
    for sample in well_formed:
        assert write(read(sample.data)) == sample.data, sample.script


def test_what_is_well_formed_passes_the_check(well_formed: list[Sample]) -> None:
    for sample in well_formed:
        check(read(sample.data))


def test_what_is_malformed_does_not(samples: list[Sample]) -> None:
    malformed = [sample for sample in samples if sample.command == "assert_malformed" and sample.script != OUTDATED]
    assert len(malformed) > 900
    for sample in malformed:
        with pytest.raises(MalformedModule) as caught:
            check(read(sample.data))
        assert 0 <= caught.value.offset <= len(sample.data), sample.script


def made_anew(module: Module) -> Module:
    """Return a module made of what another was decoded to."""
    parts = Contents(module)
    return assemble(
        Parts(
            types=parts.type_groups,
            imports=parts.import_groups,
            functions=parts.functions,
            tables=parts.tables,
            memories=parts.memories,
            tags=parts.tags,
            globals=parts.globals,
            exports=parts.exports,
            start=parts.start,
            elements=parts.elements,
            data_count=parts.data_count,
            bodies=tuple(encode_body(parts.locals(body), code_anew(parts, body)) for body in parts.bodies),
            data=parts.data,
            customs=tuple(section for section in module.sections if section.id is SectionId.CUSTOM),
        )
    )


def code_anew(parts: Contents, body: Body) -> bytes:
    """Return the code of a body, decoded and encoded."""
    found = body_instructions(parts.code.payload, body)
    return b"".join(encode(each.opcode, *each.immediates) for each in found)


def payloads(module: Module) -> list[tuple[SectionId, bytes]]:
    """Return the sections, custom ones first: they stand where they will."""
    return sorted((section.id, section.payload) for section in module.sections)


def test_decoding_and_encoding_gives_the_same_bytes(well_formed: list[Sample]) -> None:
    texts = [sample for sample in well_formed if sample.text]
    assert len(texts) > 5000
    for sample in texts:
        module = read(sample.data)
        assert payloads(made_anew(module)) == payloads(module), sample.script


def test_encoding_in_the_shortest_form_loses_nothing(well_formed: list[Sample]) -> None:
    for sample in (sample for sample in well_formed if not sample.text):
        once = made_anew(read(sample.data))
        assert write(made_anew(read(write(once)))) == write(once), sample.script


@pytest.mark.parametrize("names", SELECTIONS, ids=lambda names: f"{len(names)} opcodes")
def test_the_scanner_finds_what_the_iterator_finds(well_formed: list[Sample], names: tuple[str, ...]) -> None:
    wanted = scanner(*names)
    for sample in well_formed:
        parts = Contents(read(sample.data))
        for body in parts.bodies:
            seen = body_instructions(parts.code.payload, body)
            expected = [(each.offset, each.end) for each in seen if each.opcode.name in names]
            assert list(wanted.places(parts.code.payload, body.code, body.end)) == expected, sample.script


def test_pieces_joined_are_the_code(well_formed: list[Sample]) -> None:
    for sample in well_formed:
        parts = Contents(read(sample.data))
        for body in parts.bodies:
            pieces = scanner("br_if", "call").pieces(parts.code.payload, body.code, body.end)
            assert b"".join(map(b"".join, pieces)) == parts.code.payload[body.code : body.end]


def test_blocks_begin_where_instructions_do(well_formed: list[Sample]) -> None:
    for sample in well_formed:
        parts = Contents(read(sample.data))
        for body in parts.bodies:
            offsets = {each.offset for each in body_instructions(parts.code.payload, body)}
            starts = block_starts(parts.code.payload, body)
            assert starts == sorted(set(starts)) and set(starts) <= offsets, sample.script


def test_names_are_read_and_written(well_formed: list[Sample]) -> None:
    seen = 0
    for sample in well_formed:
        module = read(sample.data)
        contents = Contents(module)
        for section in module.customs("name"):
            assert not contents.name_problems
            assert name_section(contents.names).payload == section.payload, sample.script
            seen += 1
    assert seen > 3000


def test_binaries_are_found_beside_texts(samples: list[Sample]) -> None:
    assert {sample.text for sample in samples} == {True, False}
