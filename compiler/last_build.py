"""Keeps parts of the last build of each spec in the user's cache folder: what did not change is not made again."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from .cache import cache_folder, is_own, keep

SPECS_KEPT = 16


def key_of(*texts: str) -> str:
    """Return a hash of everything that a part is made from."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def read_kept(kind: str, spec: str) -> dict[str, Any]:
    """Return the parts of one kind by their keys; nothing where none are kept."""
    path = _path(kind, spec)
    try:
        found: Any = json.loads(path.read_bytes()) if is_own(path) else {}
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def keep_parts(kind: str, spec: str, parts: Mapping[str, object]) -> None:
    """Keep the parts of one kind, and forget those of specs that were not built lately."""
    path = _path(kind, spec)
    keep(path, json.dumps(parts).encode())
    with suppress(OSError):
        by_age = sorted(path.parent.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for old in by_age[:-SPECS_KEPT]:
            old.unlink()


def _path(kind: str, spec: str) -> Path:
    return cache_folder() / kind / f"{key_of(spec)}.json"
