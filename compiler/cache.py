"""Keeps what is slow to make and quick to read in the user's own cache folder, keyed by what it is made from."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

DIGEST_SIZE = hashlib.sha256().digest_size


def cache_folder() -> Path:
    """Return `weft` in the user's cache folder (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "weft"


def read_own(path: Path) -> bytes | None:
    """Return what was kept in a file, if it is as it was written and only the user can have written it.

    Reading tables and trees runs code, so nothing else is trusted.
    """
    try:
        found = path.stat()
        content = path.read_bytes()
    except OSError:
        return None
    if found.st_uid != os.getuid() or found.st_mode & 0o022:
        return None
    digest, kept = content[:DIGEST_SIZE], content[DIGEST_SIZE:]
    return kept if hashlib.sha256(kept).digest() == digest else None


def keep(path: Path, content: bytes) -> None:
    """Write a file in one piece, with its digest; a cache that cannot be written is no failure."""
    import tempfile  # slow to import, and a run that is kept whole writes nothing

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(file.name).replace(path)
    except OSError:
        return


@cache
def weft_fingerprint(folders: tuple[str, ...] = ("backends", "compiler", "dsl", "templates")) -> str:
    """Return a hash that changes whenever these folders of Weft do: sizes and times of their files."""
    root = Path(__file__).resolve().parent.parent
    state = sorted(line for folder in folders for line in _states(root / folder, folder))
    state.append(_state(root / "diagnostics.py"))
    return hashlib.sha256("\n".join(state).encode()).hexdigest()


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
