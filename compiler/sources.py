"""Find and read the sources of a spec."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ..diagnostics import Diagnostic, Source, Span
from ..dsl.fences import read_fences
from .ownership import MANIFEST

SUFFIXES = (".weft", ".feature", ".md")
IMPORTED = "requirements.yaml"
AS_UTF8 = "save the file as UTF-8, or take it out of the spec"
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


def read_stdin(name: str) -> Sources:
    """Read standard input as a source of a given name."""
    read = _decoded(name, sys.stdin.buffer.read())
    return Sources((), (read,)) if isinstance(read, Diagnostic) else Sources((read,), ())


def nothing_said(source: Source) -> Diagnostic:
    """Return the finding that a spec, this source and all others, declares nothing."""
    hint = "`weft new FOLDER` starts a spec from a small working example"
    return _unreadable(
        Source(source.name, ""), "there is nothing to build: no entity, action, page or feature is declared", hint=hint
    )


def misuse_of(path: Path) -> str:
    """Return why a path can be no spec, whatever it may hold; nothing where it can."""
    return _nothing_in(path) if not path.is_dir() and (not path.exists() or not _has_files(path)) else ""


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
    return _decoded(name, content)


def _decoded(name: str, content: bytes) -> Source | Diagnostic:
    """Return what bytes say, or why they are no text: of what is none, nothing is shown but the place."""
    if (place := content.find(0)) >= 0:
        return _unreadable(Source(name, ""), f"this is no text: byte {place} is 0x00", hint=AS_UTF8)
    try:
        return Source(name, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        readable = Source(name, content[: error.start].decode("utf-8"))
        message = f"byte {error.start} is 0x{content[error.start]:02x}, which is not UTF-8"
        return _unreadable(readable, message, len(readable.text), AS_UTF8)


def _unreadable(source: Source, message: str, offset: int = 0, hint: str = "") -> Diagnostic:
    return Diagnostic("DSL010", "unreadable-file", message, Span(source, offset, offset), hint)
