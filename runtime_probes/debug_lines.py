"""Line tables from DWARF, versions 2 to 5, which compilers put into custom sections.

Source: "DWARF for WebAssembly" (yurydelendik.github.io/webassembly-dwarf): addresses are offsets in the payload of the
code section.
"""

import posixpath
from collections.abc import Iterator
from inspect import signature
from io import BytesIO
from typing import Any

from ..diagnostics import WeftError
from .binary.cursor import Cursor
from .binary.module import Module, SectionId
from .line_table import LineRow, LineTable, line_table

_EXTERNAL = "external_debug_info"


class UnreadableDebugInfo(WeftError, ValueError):
    """Debugging sections, or a source map, that say nothing sensible."""


def external_debug_info(module: Module) -> str | None:
    """Return where the module says that a second one lies, which holds its debugging sections; None if it does not."""
    found = module.customs(_EXTERNAL)
    return Cursor(found[0].payload, found[0].content_at, base=found[0].offset).name() if found else None


def has_debug_lines(module: Module) -> bool:
    """Say whether a module holds DWARF with line tables."""
    return bool(module.customs(".debug_line")) and bool(module.customs(".debug_info"))


def debug_lines(module: Module, debug: Module | None = None) -> LineTable:
    """Return the line table of a module; an empty one where it has none.

    In: the module, and the one with its debugging sections where they lie apart. Raised: `UnreadableDebugInfo`.
    """
    holder = debug or module
    code = module.section(SectionId.CODE)
    if code is None or not has_debug_lines(holder):
        return LineTable(())
    try:
        return line_table(_rows(_dwarf(holder), code.offset, len(code.payload)))
    except Exception as error:  # what the library raises on bad input is of many kinds, KeyError and struct.error too
        raise UnreadableDebugInfo(f"the debugging sections cannot be read: {error!r}") from error


def _dwarf(module: Module) -> Any:
    """Return the library's view of the debugging sections; those that a module lacks are None."""
    from elftools.dwarf.dwarfinfo import DebugSectionDescriptor, DwarfConfig, DWARFInfo

    def section(parameter: str) -> Any:
        name = "." + parameter.removesuffix("_sec")
        found = module.customs(name)
        if not found:
            return None
        content = found[0].content
        return DebugSectionDescriptor(BytesIO(content), name, 0, len(content), 0)

    parameters = [name for name in signature(DWARFInfo.__init__).parameters if name not in ("self", "config")]
    config = DwarfConfig(little_endian=True, machine_arch="wasm", default_address_size=4)
    return DWARFInfo(config=config, **{name: section(name) for name in parameters})


def _rows(dwarf: Any, base: int, size: int) -> Iterator[LineRow]:
    """Yield the rows of all compilation units, those of functions that the linker left out aside."""
    for unit in dwarf.iter_CUs():
        program = dwarf.line_program_for_CU(unit)
        if program is None:
            continue
        paths = _Paths(program.header, unit.get_top_DIE())
        held: Any = None
        is_kept = False
        for state in (entry.state for entry in program.get_entries() if entry.state is not None):
            if held is None:
                is_kept = 0 < state.address < size  # dead functions are left at address 0, or at -1 and -2
            elif is_kept:
                yield LineRow(base + held.address, base + state.address, paths.of(held.file), held.line, held.column)
            held = None if state.end_sequence else state


class _Paths:
    """The files of one line program."""

    def __init__(self, header: Any, unit: Any) -> None:
        self._header = header
        self._first = 0 if header["version"] >= 5 else 1
        directory = unit.attributes.get("DW_AT_comp_dir")
        self._directory = _text(directory.value) if directory else ""
        self._found: dict[int, str] = {}

    def of(self, number: int) -> str:
        """Return the path of a file by its number."""
        if number not in self._found:
            entry = self._header["file_entry"][number - self._first]
            parts = (self._directory, self._folder(entry.dir_index), _text(entry.name))
            self._found[number] = posixpath.normpath(posixpath.join(*parts))
        return self._found[number]

    def _folder(self, number: int) -> str:
        """Return a directory; before version 5, number 0 was that of the compilation and not in the list."""
        folders = self._header["include_directory"]
        if self._first and not number:
            return ""
        return _text(folders[number - self._first])


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
