"""Where code came from: DWARF within a module and apart from it, source maps, other paths, and what is malformed."""

import json
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from weft.runtime_probes.binary.leb128 import encode_unsigned
from weft.runtime_probes.binary.module import Module, Section, SectionId
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.sections import custom_section, without, without_customs
from weft.runtime_probes.debug_lines import UnreadableDebugInfo, debug_lines, external_debug_info, has_debug_lines
from weft.runtime_probes.line_table import LineRow, line_table, mapped_prefix
from weft.runtime_probes.source_map import source_map_lines, source_map_url

DATA = Path(__file__).parent / "data" / "coverage"
CODE_AT = 0x20
MAPPED = Module((Section(SectionId.CODE, bytes(20), CODE_AT),))


def module(version: int = 5) -> Module:
    return read((DATA / f"shapes_dwarf{version}.wasm").read_bytes())


def is_debugging(section: Section) -> bool:
    return section.name.startswith(".debug_")


def changed(name: str, content: bytes) -> Module:
    """Return the module with another content of one of its debugging sections."""
    sections = without_customs(module(), name).sections
    return Module((*sections, custom_section(name, content)))


@pytest.mark.parametrize("version", [4, 5])
def test_lines_lie_in_the_code_and_name_all_units_and_headers(version: int) -> None:
    table = debug_lines(module(version))
    code = module(version).section(SectionId.CODE)
    assert code is not None
    assert table.paths == ("calendar.h", "main.c", "shapes.c")
    assert all(code.offset < row.start < row.end <= code.offset + len(code.payload) for row in table.rows)


def test_both_versions_tell_the_same_lines() -> None:
    old, new = ([(row.path, row.line) for row in debug_lines(module(version)).rows] for version in (4, 5))
    assert old == new


def test_debugging_sections_may_lie_in_another_module() -> None:
    stripped = without(module(), is_debugging)
    pointing = Module((*stripped.sections, custom_section("external_debug_info", encode_unsigned(5) + b"x.dbg")))
    assert not has_debug_lines(pointing)
    assert debug_lines(pointing).rows == ()
    assert external_debug_info(pointing) == "x.dbg"
    assert debug_lines(pointing, module()) == debug_lines(module())


@pytest.mark.parametrize("section", [".debug_line", ".debug_info", ".debug_abbrev", ".debug_line_str"])
@pytest.mark.parametrize("content", [b"", b"\xff" * 40, bytes(40)], ids=["empty", "ones", "zeros"])
def test_malformed_debugging_sections_are_refused_or_say_nothing(section: str, content: bytes) -> None:
    try:
        rows = debug_lines(changed(section, content)).rows
    except UnreadableDebugInfo as error:
        assert "debugging sections" in str(error)
    else:
        assert len(rows) <= len(debug_lines(module()).rows)


def test_an_offset_between_stretches_comes_from_no_line() -> None:
    table = line_table([LineRow(20, 24, "b.c", 7), LineRow(10, 14, "a.c", 3), LineRow(14, 14, "a.c", 4)])
    assert [table.at(offset) for offset in (9, 10, 13, 14, 19, 23, 24)] == [
        *[None, table.rows[0], table.rows[0]],
        *[None, None, table.rows[1], None],
    ]


def test_code_that_is_from_line_0_is_from_none() -> None:
    assert line_table([LineRow(10, 14, "a.c", 0)]).at(11) is None


def test_the_first_prefix_that_fits_is_mapped() -> None:
    rename = mapped_prefix([("/build/lib/", "vendor/"), ("/build/", "")])
    assert list(map(rename, ["/build/lib/a.c", "/build/b.c", "/other/c.c"])) == ["vendor/a.c", "b.c", "/other/c.c"]
    assert line_table([LineRow(1, 2, "/build/b.c", 1)]).renamed(rename).paths == ("b.c",)


def test_a_source_map_tells_lines_and_sources() -> None:
    text = json.dumps(
        {
            "version": 3,
            "sourceRoot": "src",
            "sources": ["a.rs", "b.rs"],
            "sourcesContent": ["fn a() {}", None],
            "mappings": "kCAAA,ICEC,GDDF,E",
        }
    )
    table, sources = source_map_lines(MAPPED, text)
    assert table.rows == (
        LineRow(34, 38, "src/a.rs", 1, 1),
        LineRow(38, 41, "src/b.rs", 3, 2),
        LineRow(41, 43, "src/a.rs", 2, 0),
    )
    assert sources == {"src/a.rs": "fn a() {}"}


def test_the_place_of_a_source_map_is_told() -> None:
    assert source_map_url(MAPPED) is None
    assert source_map_url(Module((custom_section("sourceMappingURL", b"\x05a.map"),))) == "a.map"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 2, "mappings": ""}',
        '{"version": 3, "mappings": "AAAA"}',
        '{"version": 3, "mappings": "!"}',
    ],
)
def test_a_malformed_source_map_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDebugInfo, match="source map"):
        source_map_lines(MAPPED, text)


@pytest.mark.parametrize("seed", range(40))
def test_changed_bytes_are_refused_or_read(seed: int) -> None:
    chance = Random(seed)
    sections = [section for section in module(4 + seed % 2).sections if is_debugging(section)]
    section = chance.choice(sections)
    content = bytearray(section.content)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    others = without_customs(module(4 + seed % 2), section.name).sections
    with suppress(UnreadableDebugInfo):
        table = debug_lines(Module((*others, custom_section(section.name, bytes(content)))))
        assert all(row.start < row.end for row in table.rows)
