"""Modules as the command line takes them: in the binary format, or as text."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from ..diagnostics import WeftError
from ..runtime_probes.binary.malformed import MalformedModule


class MalformedText(WeftError, ValueError):
    """A file in the text format that is no module, or that nothing here can read."""


class UnreadableModule(WeftError, ValueError):
    """A file that holds no module, or a damaged one."""


@contextmanager
def reading(path: Path, data: bytes) -> Generator[None]:
    """Name the file where its bytes turn out to be no module, or a damaged one. Raised: `UnreadableModule`."""
    try:
        yield
    except MalformedModule as problem:
        hint = "; a module in the text format has a name that ends in .wat" if data.lstrip()[:1] == b"(" else ""
        raise UnreadableModule(f"{path}: {problem}{hint}") from None


def module_bytes(path: Path) -> bytes:
    """Return the bytes of a module; one whose file is called `.wat` is assembled. Raised: `MalformedText`."""
    if path.suffix != ".wat":
        return path.read_bytes()
    try:
        import wasmtime
    except ModuleNotFoundError:
        raise MalformedText(f"{path}: the text format needs wasmtime: pip install 'weft[probes]'") from None

    try:
        return bytes(wasmtime.wat2wasm(path.read_text(encoding="utf-8")))
    except (wasmtime.WasmtimeError, ValueError) as problem:
        raise MalformedText(f"{path}: {str(problem).replace('<anon>', path.name)}") from None
