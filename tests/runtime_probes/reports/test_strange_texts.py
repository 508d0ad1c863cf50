"""Functions and files may be called anything, and sources may hold anything: reports stay what their readers expect."""

import re
from importlib import import_module
from typing import Any

import pytest
import wasmtime

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.from_tables import told_stacks
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.line_table import LineRow, LineTable
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.monitoring import probes_of, tables_of
from weft.runtime_probes.naming import with_function_names
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes.contexts import Contexts
from weft.runtime_probes.probes.profile import Profile
from weft.runtime_probes.program import Program
from weft.runtime_probes.report import CodeCounts, Observed
from weft.runtime_probes.reports import REPORTS
from weft.runtime_probes.running import attached

etree: Any = import_module("lxml.etree")
NAMES = {report.name: report for report in REPORTS}
STRANGE = "a;b\n\x1b[31m\0c\u2028"


def named() -> bytes:
    """Return a module whose first function has a strange name."""
    plain = bytes(wasmtime.wat2wasm('(module (func) (func (export "run") (call 0)))'))
    return write(with_function_names(read(plain), {0: STRANGE, 1: "run"}))


def observed(path: str = "", text: str = "") -> Observed:
    """Return a run of it, all code of which came from line 3 of a source, if there is one."""
    contents = Contents(read(named()))
    begin = contents.code.offset
    lines = LineTable((LineRow(begin, begin + 100, path, 3),) if path else ())
    blocks = Probe(BlockEntry(), Count())
    session = attached(instrument(named(), [blocks]), wasmtime.Store())
    session.call("run")
    return Observed("run", Program("app", contents, lines, {path: text}), CodeCounts.of(session.counts(blocks)))


@pytest.mark.parametrize("path", ["", "a\nb\x01.c"])
def test_each_line_of_lcov_is_a_record(path: str) -> None:
    text = NAMES["lcov"].render(observed(path)).decode()
    assert all(re.fullmatch(r"[A-Z]+:[\w.,;�\[-]+|end_of_record", line) for line in text.splitlines())


@pytest.mark.parametrize("path", ["", "a\nb\x01.c"])
def test_the_xml_is_well_formed(path: str) -> None:
    document = etree.fromstring(NAMES["cobertura"].render(observed(path)))
    assert document.find(".//method").get("name") == "a;b��[31m�c�"


def test_the_disassembly_has_a_line_for_each_instruction() -> None:
    text = NAMES["text"].render(observed()).decode()
    assert len(text.splitlines()) == 7
    assert "call $a;b��[31m�c�\n" in text


@pytest.mark.parametrize("kind", [Contexts, Profile])
def test_a_semicolon_in_a_name_parts_no_frames(kind: type[Monitor]) -> None:
    monitor, module = kind(), named()
    session = attached(instrument(module, probes_of([monitor], Contents(read(module)))), wasmtime.Store())
    session.call("run")
    stacks = told_stacks(tables_of([monitor], session))
    assert stacks and [row.stack for row in stacks.rows] == [("run",), ("run", STRANGE.replace(";", ":"))]
    folded = NAMES["folded"].render(Observed("run", stacks=stacks)).decode()
    assert [line.rpartition(" ")[0] for line in folded.splitlines()] == ["run", "run;a:b��[31m�c�"]


@pytest.mark.parametrize("between", ["\f", "\x0b", "\x1c", "\u2028", "\x85"])
def test_only_line_feeds_end_lines_of_sources(between: str) -> None:
    page = NAMES["html"].render(observed("a.c", f"one {between}\ntwo\nthree {between} too\n")).decode()
    rows = re.findall(r'<tr id="file0-line(\d+)".*?<pre>(.*?)</pre>', page)
    assert rows == [("1", f"one {between}"), ("2", "two"), ("3", f"three {between} too")]
