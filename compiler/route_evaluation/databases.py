"""Finds the databases that questions are about in a folder, one file for each, or several instances of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ...diagnostics import WeftError

_ENDINGS = (".sqlite", ".sqlite3", ".db", ".duckdb")


class NoSuchDatabase(WeftError, ValueError):
    """A database is not in the folder."""


def find_databases(folder: Path, names: Iterable[str]) -> Mapping[str, tuple[Path, ...]]:
    """Return the file of each database, as NAME.sqlite or NAME/NAME.sqlite in a folder or in its `database(s)`.

    Raises NoSuchDatabase with where it was looked for.
    """
    return {name: (_find(folder, name),) for name in sorted(set(names))}


def find_instances(folder: Path, names: Iterable[str]) -> Mapping[str, tuple[Path, ...]]:
    """Return the instances of each database, NAME/1.sqlite and so on, in the order of their numbers.

    Raises NoSuchDatabase where there are none of one, or others have more.
    """
    found = {name: _instances(folder / name) for name in sorted(set(names))}
    most = max(map(len, found.values()), default=0)
    for name, files in found.items():
        if not files or len(files) < most:
            told = f"only {len(files)} of {most} instances" if files else f"no instances, such as {name}/1.sqlite,"
            raise NoSuchDatabase(f"{folder}: there are {told} of {name}")
    return found


def _instances(folder: Path) -> tuple[Path, ...]:
    files = {int(path.stem): path for path in folder.glob("*.sqlite") if path.stem.isdigit()}
    return tuple(files[number] for number in sorted(files))


def _find(folder: Path, name: str) -> Path:
    for place in (folder, folder / "databases", folder / "database", folder / "dev_databases"):
        for ending in _ENDINGS:
            for path in (place / f"{name}{ending}", place / name / f"{name}{ending}"):
                if path.is_file():
                    return path
    raise NoSuchDatabase(f"{folder}: there is no database {name}: looked for {name}.sqlite and {name}/{name}.sqlite")
