"""Writes made-up instances into a folder: all or nothing, and never over a file of others."""

import re
from collections.abc import Mapping
from pathlib import Path

from ..diagnostics import WeftError
from .ownership import MANIFEST, Owner, Record, UnsafePath, digest, print_manifest, read_manifest, target_of
from .transaction import Replacement, replace_all

_OURS = re.compile(r"([^/]+)/(\d+)\.(sqlite|sql)")


class InTheWay(WeftError, FileExistsError):
    """What stands in a folder is not ours to change."""


def path_of(database: str, number: int, ending: str) -> str:
    """Return where an instance lies in its folder; `ending` is `sqlite` or `sql`."""
    return f"{database}/{number}.{ending}"


def write_instances(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, and delete what an earlier call wrote there and is no longer among them.

    Raises InTheWay, and writes nothing, where a file stands that was not written by an earlier call, or was changed,
    and UnsafePath where a path is not one of `path_of`.
    """
    known = read_manifest(folder)
    if odd := sorted(path for path in files if not _OURS.fullmatch(path)):
        raise UnsafePath(f"{odd[0]!r} is no place for a database: its name must do as that of a folder")
    if foreign := sorted(path for path in known if not _OURS.fullmatch(path)):
        raise InTheWay(f"{folder} holds what weft built, such as {foreign[0]}: choose another folder")
    changes = [_replacement(folder, path, files.get(path)) for path in sorted(files.keys() | known.keys())]
    if taken := [one.target for one in changes if not _is_ours(folder, one, known)]:
        raise InTheWay(f"nothing was written, because weft did not make {', '.join(map(str, taken[:3]))} as it stands")
    records = {path: Record(digest(content), Owner.GENERATED) for path, content in files.items()}
    manifest = folder / MANIFEST
    changes.append(Replacement(manifest, _content(manifest), print_manifest(records)))
    replace_all(manifest.parent, [one for one in changes if one.before != one.after])


def _replacement(folder: Path, path: str, content: bytes | None) -> Replacement:
    target = target_of(folder, path)
    return Replacement(target, _content(target), content)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InTheWay(f"{path}: {error.strerror}") from None


def _is_ours(folder: Path, change: Replacement, known: Mapping[str, Record]) -> bool:
    """Say whether a file may be replaced: there is none, it is as it should be, or an earlier call left it so."""
    if change.before is None or change.before == change.after:
        return True
    record = known.get(change.target.relative_to(folder).as_posix())
    return record is not None and record.hash == digest(change.before)
