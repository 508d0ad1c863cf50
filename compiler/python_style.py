"""Brings generated Python into the one layout that ruff gives: imports sorted, the unused dropped, lines wrapped."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from ruff import find_ruff_bin

from ..backends.backend import OutputFile
from ..diagnostics import WeftError

OPTIONS = ("--isolated", "--line-length", "100", "--target-version", "py311")
FIX = ("check", "--fix", "--quiet", "--select", "I,F401", "--config", "lint.isort.known-first-party=['app', 'tests']")


class UnformattedOutput(WeftError):
    """Ruff could not read a file that Weft generated."""


def style(files: Sequence[OutputFile]) -> list[OutputFile]:
    """Return the files with all Python among them formatted; nothing else is touched."""
    python = [file for file in files if file.path.endswith(".py")]
    with tempfile.TemporaryDirectory(prefix="weft-") as name:
        folder = Path(name)
        for file in python:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        _ruff(folder, *FIX)
        _ruff(folder, "format", "--quiet")
        styled = {file.path: (folder / file.path).read_text(encoding="utf-8") for file in python}
    return [replace(file, text=styled.get(file.path, file.text)) for file in files]


def _ruff(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "RUFF_NO_CACHE": "true"}
    command = [find_ruff_bin(), *arguments, *OPTIONS, "."]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnformattedOutput(f"ruff failed on generated code: {done.stdout}{done.stderr}")
