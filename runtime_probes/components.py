"""Components: the core modules in them are found; running them with probes is refused, with the way out.

The format: https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md
"""

from collections.abc import Iterator
from typing import NamedTuple

from ..diagnostics import WeftError
from .binary.cursor import Cursor

_HEADER = b"\0asm\x0d\0\x01\0"
_CORE_MODULE = 1
_COMPONENT = 4


class ComponentRefused(WeftError, ValueError):
    """A component where a core module is due."""


class CoreModule(NamedTuple):
    """A core module in a component: where in the file it begins, and its bytes."""

    offset: int
    data: bytes


def is_component(data: bytes) -> bool:
    """Say whether a file is a component."""
    return data.startswith(_HEADER)


def core_modules(data: bytes, base: int = 0) -> Iterator[CoreModule]:
    """Yield the core modules in a component, those of components in it included; raise MalformedModule."""
    cursor = Cursor(data, len(_HEADER), base=base)
    while not cursor.is_at_end:
        kind, size = cursor.byte(), cursor.u32()
        start = base + cursor.position
        content = cursor.bytes(size)
        if kind == _CORE_MODULE:
            yield CoreModule(start, content)
        elif kind == _COMPONENT and is_component(content):
            yield from core_modules(content, start)


def refuse_component(data: bytes) -> None:
    """Raise ComponentRefused where a file is a component; it says which core modules are in it."""
    if not is_component(data):
        return
    found = list(core_modules(data))
    told = ", ".join(f"one of {len(module.data)} bytes at {module.offset:#x}" for module in found) or "none"
    raise ComponentRefused(
        "this is a component, whose instances no host can look into; instrument the core modules in it "
        f"({told}), as `wasm-tools component unbundle --threshold 0 --module-dir DIR` or `jco transpile` writes them"
    )
