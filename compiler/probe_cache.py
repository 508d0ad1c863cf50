"""Compiled WebAssembly in the user's cache folder: compiling a big module takes a minute, loading it a blink."""

import hashlib
from importlib.metadata import version

import wasmtime

from ..runtime_probes.engine import compiled
from .cache import cache_folder, keep, read_own


def cached(engine: wasmtime.Engine, module: bytes, *, settings: str = "") -> wasmtime.Module:
    """Return a module compiled, now or earlier; `settings` tells engines apart that are not the engine as it comes.

    Raised: RefusedModule. Files of the cache may be deleted at any time.
    """
    state = f"{version('wasmtime')} {settings}\n".encode()
    path = cache_folder() / "modules" / hashlib.sha256(state + module).hexdigest()
    found = read_own(path)
    if found is not None:
        try:
            return wasmtime.Module.deserialize(engine, found)
        except wasmtime.WasmtimeError:  # made by another build of the engine, or for another machine
            pass
    made = compiled(engine, module)
    keep(path, bytes(made.serialize()))
    return made
