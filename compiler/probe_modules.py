"""Modules as the command line takes them: in the binary format, or as text."""

from pathlib import Path

from ..diagnostics import WeftError


class MalformedText(WeftError, ValueError):
    """A file in the text format that is no module."""


def module_bytes(path: Path) -> bytes:
    """Return the bytes of a module; one whose file is called `.wat` is assembled. Raised: `MalformedText`."""
    if path.suffix != ".wat":
        return path.read_bytes()
    import wasmtime

    try:
        return bytes(wasmtime.wat2wasm(path.read_text(encoding="utf-8")))
    except (wasmtime.WasmtimeError, ValueError) as problem:
        raise MalformedText(f"{path}: {problem}") from None
