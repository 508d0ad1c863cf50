"""Keeps what is slow to make and quick to read in the user's own cache folder, keyed by what it is made from."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

DIGEST_SIZE = hashlib.sha256().digest_size
DAY = 86_400
DAYS_KEPT = 30


def cache_folder() -> Path:
    """Return `weft` in the user's cache folder (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "weft"


def read_own(path: Path) -> bytes | None:
    """Return what was kept in a file, if it is as it was written and only the user can have written it.

    Reading tables and trees runs code, so nothing else is trusted.
    """
    try:
        if not _is_own(path.parent.stat()):
            return None
        with open(path, "rb", opener=_open_itself) as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            content = file.read()
    except OSError:
        return None
    digest, kept = content[:DIGEST_SIZE], content[DIGEST_SIZE:]
    return kept if hashlib.sha256(kept).digest() == digest else None


def _is_own(found: os.stat_result) -> bool:
    """Tell whether a file or a folder is the user's, and nobody else may write to it."""
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _open_itself(path: str, flags: int) -> int:
    """Open a file, never what a link in its place points to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def keep(path: Path, content: bytes) -> None:
    """Write a file in one piece, with its digest; a cache that cannot be written is no failure."""
    import tempfile  # slow to import, and a run that is kept whole writes nothing

    try:
        for folder in (cache_folder(), path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)  # made by anything else, it may be open to others, and then nothing in it is read
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(path)
        except BaseException:  # a full disk, or somebody who would not wait
            Path(name).unlink()
            raise
    except OSError:
        return


def forget_old(folder: Path) -> None:
    """Remove, once a day, the files of JSON one level below a folder that were written a month ago."""
    marker = folder / "pruned"
    with suppress(OSError):
        now = time.time()
        if marker.exists() and marker.stat().st_mtime > now - DAY:
            return
        keep(marker, b"")
        for path in folder.glob("*/*.json"):
            if path.stat().st_mtime < now - DAYS_KEPT * DAY:
                path.unlink()


@cache
def weft_fingerprint(folders: tuple[str, ...] = ("analyzers", "backends", "compiler", "dsl", "templates")) -> str:
    """Return a hash that changes whenever these folders of Weft do: sizes and times of their files."""
    root = Path(__file__).resolve().parent.parent
    state = sorted(line for folder in folders for line in _states(root / folder, folder))
    state.append(_state(root / "diagnostics.py"))
    return hashlib.sha256("\n".join(state).encode()).hexdigest()


def parser_state() -> str:
    """Return what changes when another sqlglot is installed, without importing it."""
    from importlib.util import find_spec  # of no use to the commands that need no SQL

    states: list[str] = []
    for package in ("sqlglot", "sqlglotc"):
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            with suppress(OSError):
                states.append(f"{folder} {_state(Path(folder) / '_version.py')}")
    return " ".join(states)


def _states(folder: Path, name: str) -> Iterator[str]:
    """Yield the size and the time of every file in a folder, compiled Python apart."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _states(Path(entry), f"{name}/{entry.name}")
            else:
                yield f"{name}/{_state(entry)}"


def _state(file: Path | os.DirEntry[str]) -> str:
    state = file.stat()
    return f"{file.name} {state.st_size} {state.st_mtime_ns}"
