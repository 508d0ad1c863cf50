"""Spares ruff the files that it styled in the last build of the same spec."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from ruff import find_ruff_bin

from ..backends.backend import OutputFile
from .cache import cache_folder, is_own, keep
from .python_style import FIX, OPTIONS, style

SPECS_KEPT = 16


def style_changed(files: Sequence[OutputFile], spec: str) -> list[OutputFile]:
    """Return the files with all Python among them formatted; `spec` names whose last build to compare with."""
    path = cache_folder() / "styled" / f"{_hash(spec)}.json"
    kept = _read(path)
    ruff = _ruff()
    keys = {file.path: _hash(ruff, file.path, file.text) for file in files if file.path.endswith(".py")}
    new = [file for file in files if file.path in keys and keys[file.path] not in kept]
    if new:
        kept |= {keys[file.path]: file.text for file in style(new)}
        keep(path, json.dumps({key: kept[key] for key in keys.values()}).encode())
        _forget_old(path.parent)
    return [replace(file, text=kept[keys[file.path]]) if file.path in keys else file for file in files]


def _forget_old(folder: Path) -> None:
    """Delete what was kept for specs that were not built lately."""
    with suppress(OSError):
        by_age = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in by_age[:-SPECS_KEPT]:
            path.unlink()


def _ruff() -> str:
    """Return what the style depends on besides the text: ruff itself and the options that it is given."""
    state = Path(find_ruff_bin()).stat()
    return f"{state.st_size} {state.st_mtime_ns} {OPTIONS} {FIX}"


def _hash(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    """Return the styled texts by their keys; nothing where none are kept."""
    try:
        found: Any = json.loads(path.read_bytes()) if is_own(path) else {}
    except (OSError, ValueError):
        return {}
    is_readable = isinstance(found, dict) and all(
        isinstance(text, str) for text in cast("dict[str, Any]", found).values()
    )
    return cast("dict[str, str]", found) if is_readable else {}
