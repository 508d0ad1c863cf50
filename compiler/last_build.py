"""Keeps parts of the last build of each spec in the user's cache folder: what did not change is not made again."""

import hashlib
import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from .cache import cache_folder, keep, read_own, weft_fingerprint

SPECS_KEPT = 16


def key_of(*texts: str) -> str:
    """Return a hash of everything that a part is made from."""
    return hashlib.sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()


def read_kept(kind: str, spec: str) -> dict[str, Any]:
    """Return the parts of one kind by their keys; nothing where none are kept, or where they were spoilt."""
    path = _path(kind, spec)
    content = read_own(path)
    if content is None:
        return {}
    with suppress(OSError):
        os.utime(path)  # its time says when the spec was last built, not when it last changed
    return pickle.loads(content)


def keep_parts(kind: str, spec: str, parts: Mapping[str, object]) -> None:
    """Keep the parts of one kind, and forget those of specs that were not built lately."""
    path = _path(kind, spec)
    keep(path, pickle.dumps(dict(parts), pickle.HIGHEST_PROTOCOL))
    with suppress(OSError):
        by_age = sorted(path.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-SPECS_KEPT]:
            old.unlink()


def _path(kind: str, spec: str) -> Path:
    """Return where parts are kept; another Weft, Python or msgspec has files of its own."""
    return cache_folder() / kind / f"{key_of(weft_fingerprint(), sys.version, msgspec.__version__, spec)}.pickle"
