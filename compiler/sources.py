"""Find and read the sources of a spec."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Diagnostic, Source, Span
from ..dsl.fences import read_fences
from .ownership import MANIFEST

SUFFIXES = (".weft", ".feature", ".md")
IMPORTED = "requirements.yaml"
IGNORED_FOLDERS = frozenset({"build", "node_modules"})


class Sources(Struct, frozen=True):
    """What reading a spec yields: its texts in a stable order, and the files that could not be read."""

    texts: tuple[Source, ...]
    problems: tuple[Diagnostic, ...]


def shown_name(path: Path) -> str:
    """Return a path as people read it: with `/`, relative to the current folder where it lies below."""
    absolute = Path(os.path.abspath(path))
    return (absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute).as_posix()


def read_sources(paths: Sequence[Path]) -> Sources:
    """Read every source that the paths name or hold, sorted by name; what cannot be read becomes a diagnostic."""
    texts: list[Source] = []
    problems: list[Diagnostic] = []
    named = {shown_name(path) for path in paths if not path.is_dir()}
    found = {shown_name(file): file for path in paths for file in _files_of(path)}
    for name in sorted(found):
        read = _read(name, found[name])
        if isinstance(read, Diagnostic):
            problems.append(read)
        elif not name.endswith(".md") or any(fence.is_weft for fence in read_fences(read.text)):
            texts.append(read)
        elif name in named:
            problems.append(_unreadable(read, "there is no ```weft block in this file"))
    problems += [_unreadable(Source(shown_name(path), ""), _nothing_in(path)) for path in paths if not _has_files(path)]
    if not texts and not problems:
        problems.append(_unreadable(Source(shown_name(paths[0]), ""), "no file here holds a ```weft block"))
    return Sources(tuple(texts), tuple(problems))


def _files_of(path: Path) -> Iterator[Path]:
    """Yield the files that may hold a spec; a file that is named by the user counts whatever it holds."""
    if path.is_dir():
        yield from _walk(path)
    elif path.suffix in SUFFIXES or path.name == IMPORTED:
        yield path


def _has_files(path: Path) -> bool:
    return next(_files_of(path), None) is not None


def _nothing_in(path: Path) -> str:
    kinds = f"{', '.join(SUFFIXES)} or {IMPORTED}"
    if path.is_dir():
        return f"there is no {kinds} in this folder"
    return f"not a spec: the name must end in {kinds}" if path.exists() else "there is no such file or folder"


def _walk(root: Path) -> Iterator[Path]:
    """Yield the sources below a folder, without hidden, built and generated folders."""
    for folder, subfolders, files in os.walk(root):
        here = Path(folder)
        subfolders[:] = [name for name in subfolders if not _is_ignored(here / name)]
        yield from (here / name for name in files if _is_source_name(name))


def _is_source_name(name: str) -> bool:
    return not name.startswith(".") and (name.endswith(SUFFIXES) or name == IMPORTED)


def _is_ignored(folder: Path) -> bool:
    return folder.name.startswith(".") or folder.name in IGNORED_FOLDERS or os.path.isfile(folder / MANIFEST)


def _read(name: str, path: Path) -> Source | Diagnostic:
    """Return the text of a file, line ends and all, or what kept it from being read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(Source(name, ""), (error.strerror or str(error)).lower())
    try:
        return Source(name, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        source = Source(name, content.decode("utf-8", errors="replace"))
        place = len(content[: error.start].decode("utf-8"))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        return _unreadable(source, message, place, "save the file as UTF-8")


def _unreadable(source: Source, message: str, offset: int = 0, hint: str = "") -> Diagnostic:
    return Diagnostic("DSL010", "unreadable-file", message, Span(source, offset, offset), hint)
