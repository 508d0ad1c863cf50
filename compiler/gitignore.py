"""Tells which paths git leaves out: the patterns of .gitignore files, and globs as they are written there."""

import os
import re
from functools import cache
from pathlib import Path

from msgspec import Struct


class Pattern(Struct, frozen=True):
    """One line of a .gitignore file that stands in `folder`."""

    folder: str
    regex: re.Pattern[str]
    negated: bool
    folders_only: bool


class IgnoredPaths:
    """The patterns that hold in a tree of folders; those of a folder are read when it is first asked about."""

    def __init__(self) -> None:
        """Start without patterns."""
        self._known: dict[str, tuple[Pattern, ...]] = {}

    def includes(self, folder: str, name: str, *, is_folder: bool) -> bool:
        """Say whether git leaves out an entry of a folder, given as an absolute path; the last pattern decides."""
        path = os.path.join(folder, name)
        for pattern in reversed(self._patterns(folder)):
            inside = os.path.relpath(path, pattern.folder).replace(os.sep, "/")
            if (is_folder or not pattern.folders_only) and pattern.regex.fullmatch(inside):
                return not pattern.negated
        return False

    def _patterns(self, folder: str) -> tuple[Pattern, ...]:
        """Return the patterns that hold in a folder: those of its parents up to the repository's, and its own."""
        if folder not in self._known:
            parent = os.path.dirname(folder)
            is_root = parent == folder or os.path.exists(os.path.join(folder, ".git"))
            inherited = () if is_root else self._patterns(parent)
            own = read_patterns(Path(folder, ".gitignore"))
            excluded = read_patterns(Path(folder, ".git", "info", "exclude"), folder) if is_root else ()
            self._known[folder] = (*inherited, *excluded, *own)
        return self._known[folder]


def read_patterns(file: Path, folder: str = "") -> tuple[Pattern, ...]:
    """Return the patterns of a file, which hold in its own folder unless another is given; none where there is none."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    texts = (re.sub(r"(?<!\\)\s+$", "", line) for line in lines)
    return tuple(_pattern(folder or str(file.parent), text) for text in texts if text and not text.startswith("#"))


def _pattern(folder: str, text: str) -> Pattern:
    negated = text.startswith("!")
    text = text.removeprefix("!")
    glob = text.rstrip("/")
    return Pattern(folder, glob_regex(glob), negated, folders_only=text.endswith("/"))


@cache
def glob_regex(glob: str) -> re.Pattern[str]:
    """Return what a glob matches: `*` within a name, `**` across folders; without a slash inside, at any depth."""
    anchored = "/" in glob.rstrip("/")
    parts = [_translated(part) for part in re.split(r"(\*\*/|/\*\*$|\[[^\]]+\]|\\.|\*+|\?)", glob.lstrip("/")) if part]
    start = "" if anchored else "(?:.*/)?"
    try:
        return re.compile(start + "".join(parts), re.DOTALL)
    except re.error:  # such as the class [z-a], which matches nothing for git either
        return re.compile(start + re.escape(glob))


def _translated(part: str) -> str:
    if part in _TRANSLATIONS:
        return _TRANSLATIONS[part]
    if part.startswith("[") and part.endswith("]"):
        return part.replace("[!", "[^", 1).replace("\\", "\\\\")
    if part.startswith("\\"):
        return re.escape(part[1:])
    return "[^/]*" if part.startswith("*") else re.escape(part)


_TRANSLATIONS = {"**/": "(?:.*/)?", "/**": "/.*", "?": "[^/]"}
