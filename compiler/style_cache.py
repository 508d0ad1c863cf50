"""Spares ruff the files that it styled in the last build of the same spec."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from ruff import find_ruff_bin

from ..backends.backend import OutputFile
from .last_build import keep_parts, key_of, read_kept
from .python_style import FIX, OPTIONS, style

KIND = "styled"


def style_changed(files: Sequence[OutputFile], spec: str) -> list[OutputFile]:
    """Return the files with all Python among them formatted; `spec` names whose last build to compare with."""
    kept: dict[str, str] = read_kept(KIND, spec)
    ruff = _ruff()
    keys = {file.path: key_of(ruff, file.path, file.text) for file in files if file.path.endswith(".py")}
    new = [file for file in files if file.path in keys and keys[file.path] not in kept]
    if new:
        kept |= {keys[file.path]: file.text for file in style(new)}
        keep_parts(KIND, spec, {key: kept[key] for key in keys.values()})
    return [replace(file, text=kept[keys[file.path]]) if file.path in keys else file for file in files]


def _ruff() -> str:
    """Return what the style depends on besides the text: ruff itself and the options that it is given."""
    state = Path(find_ruff_bin()).stat()
    return f"{state.st_size} {state.st_mtime_ns} {OPTIONS} {FIX}"
