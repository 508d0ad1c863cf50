"""Compiling modules and giving them their imports, with errors that say what is missing and what would do."""

from collections.abc import Callable

import wasmtime

from ..diagnostics import WeftError
from .binary.contents import Contents
from .binary.entities import Import
from .import_text import import_text

Compile = Callable[[wasmtime.Engine, bytes], wasmtime.Module]
_LEGACY = "legacy_exceptions"


class RefusedModule(WeftError, ValueError):
    """A module that is well formed, and that the engine does not take."""


class MissingImport(WeftError, ValueError):
    """Imports of a module that its host does not give."""


def compiled(engine: wasmtime.Engine, module: bytes) -> wasmtime.Module:
    """Compile a module; raise RefusedModule with the engine's reason, and the way out where one is known."""
    try:
        return wasmtime.Module(engine, module)
    except wasmtime.WasmtimeError as problem:
        raise RefusedModule(_reason(str(problem))) from None


def refuse_invalid(engine: wasmtime.Engine, module: bytes) -> None:
    """Raise RefusedModule where a module is invalid; with probes it might name what those have added, and be valid."""
    try:
        wasmtime.Module.validate(engine, module)
    except wasmtime.WasmtimeError as problem:
        raise RefusedModule(_reason(str(problem))) from None


def _reason(message: str) -> str:
    last = message.strip().splitlines()[-1].strip()
    if _LEGACY in message:
        return (
            "the module uses the legacy instructions for exceptions, which the engine does not run; "
            "convert it: wasm-opt --all-features --translate-to-exnref IN -o OUT"
        )
    hint = "; probes add a memory and tables of their own" if "exceeds limit" in last else ""
    return f"the engine does not take the module: {last.partition(': ')[2] if last[:1].isdigit() else last}{hint}"


def instantiated(
    store: wasmtime.Store, module: wasmtime.Module, linker: wasmtime.Linker, contents: Contents
) -> wasmtime.Instance:
    """Return an instance with the imports that a linker has; `contents` are those of the module.

    Raised: MissingImport, which names all that are missing, or one that does not fit; RefusedModule where a segment or
    a start function traps.
    """
    missing = [imported for imported in contents.imports if not _is_there(linker, store, imported)]
    if missing:
        told = "; ".join(import_text(contents, imported) for imported in missing)
        raise MissingImport(f"the module imports what its host does not give: {told}")
    try:
        return linker.instantiate(store, module)
    except wasmtime.Trap as trap:
        raise RefusedModule(f"the module cannot be instantiated: {reason(trap)}") from trap
    except wasmtime.ExitTrap:
        raise
    except wasmtime.WasmtimeError as problem:
        raise MissingImport(f"an import does not fit: {' '.join(str(problem).split())}") from None


def reason(trap: wasmtime.Trap) -> str:
    """Return why a module trapped, without the places, which are those of the instrumented module."""
    return trap.message.strip().splitlines()[-1].strip().removeprefix("wasm trap: ")


def _is_there(linker: wasmtime.Linker, store: wasmtime.Store, imported: Import) -> bool:
    try:
        linker.get(store, imported.module, imported.name)
    except wasmtime.WasmtimeError:
        return False
    return True
