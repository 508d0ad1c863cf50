"""Names that compilers of C++, Rust and Swift have mangled, as they stand in the sources."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_MANGLED = re.compile(r"(?<!\w)(?:_Z|_R|\$s)[\w$.]+")


@lru_cache(1 << 16)
def demangled(text: str) -> str:
    """Return a text, such as a name or names with something between them, with all that is mangled in it readable.

    Without pydemumble, which is a part of `weft[probes]`, it is returned as it is.
    """
    return _MANGLED.sub(lambda found: _demangler()(found[0]) or found[0], text)


@cache
def _demangler() -> Callable[[str], str]:
    """Return what gives a name for a mangled one, and an empty text for any other."""
    if find_spec("pydemumble") is None:
        return str
    library: Any = import_module("pydemumble")  # without types
    return library.demangle
