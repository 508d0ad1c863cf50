"""Compiling modules and giving them their imports, with errors that say what is missing and what would do."""

from collections.abc import Callable

import wasmtime

from ..diagnostics import WeftError

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


def instantiated(store: wasmtime.Store, module: wasmtime.Module, linker: wasmtime.Linker) -> wasmtime.Instance:
    """Return an instance with the imports that a linker has.

    Raised: MissingImport, which names all that are missing, or one that does not fit; RefusedModule where a segment or
    a start function traps.
    """
    missing = [imported for imported in module.imports if not _is_there(linker, store, imported)]
    if missing:
        told = "; ".join(f"{_name(imported)}, {described(imported.type)}" for imported in missing)
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


def _is_there(linker: wasmtime.Linker, store: wasmtime.Store, imported: wasmtime.ImportType) -> bool:
    try:
        linker.get(store, imported.module, imported.name or "")
    except wasmtime.WasmtimeError:
        return False
    return True


def _name(imported: wasmtime.ImportType) -> str:
    return f"{imported.module}.{imported.name}"


def described(kind: object) -> str:
    """Return what would satisfy an import of a type, in words."""
    if isinstance(kind, wasmtime.FuncType):
        return f"a function ({', '.join(map(str, kind.params))}) -> ({', '.join(map(str, kind.results))})"
    if isinstance(kind, wasmtime.MemoryType):
        return f"a memory of at least {kind.limits.min} pages"
    if isinstance(kind, wasmtime.TableType):
        return f"a table of {kind.element} with at least {kind.limits.min} entries"
    if isinstance(kind, wasmtime.GlobalType):
        return f"a {'mutable ' if kind.mutable else ''}global of type {kind.content}"
    return "a tag"
