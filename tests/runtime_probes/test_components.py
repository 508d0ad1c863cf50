"""Core modules in components are found, nested ones too."""

import pytest

from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.components import ComponentRefused, core_modules, is_component, refuse_component

HEADER = b"\0asm\x0d\0\1\0"
CORE = b"\0asm\1\0\0\0"


def section(kind: int, content: bytes) -> bytes:
    """Return a section of a component."""
    return bytes((kind, len(content))) + content


def test_core_modules_are_found_where_they_lie() -> None:
    component = HEADER + section(0, b"\1xyz") + section(1, CORE) + section(4, HEADER + section(1, CORE + b"\0\2\1n"))
    assert is_component(component)
    for offset, data in (found := list(core_modules(component))):
        assert component[offset : offset + len(data)] == data
    assert [data for _, data in found] == [CORE, CORE + b"\0\2\1n"]


def test_a_core_module_is_no_component() -> None:
    refuse_component(CORE)


def test_a_component_that_is_cut_off_is_malformed() -> None:
    with pytest.raises(MalformedModule):
        refuse_component(HEADER + b"\1\7abc")


def test_a_component_is_refused_with_the_way_out() -> None:
    with pytest.raises(ComponentRefused, match="component unbundle"):
        refuse_component(HEADER + section(1, CORE))
