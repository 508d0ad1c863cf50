"""Write the generated files: all or nothing, only what changed, never over what a user wrote."""

import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from ..backends.backend import OutputFile, Ownership
from ..diagnostics import WeftError
from .output_plan import WRITTEN, FileChange, Plan, Status
from .ownership import MANIFEST, Owner, Record, digest, print_manifest, read_manifest, target_of
from .transaction import Replacement, replace_all


class OutputConflict(WeftError, FileExistsError):
    """Files that a user wrote stand where Weft would write or delete."""


class NotGenerated(WeftError, ValueError):
    """A file cannot be adopted, because Weft did not generate it."""


class _Found(Struct, frozen=True):
    """What stands at a path: nothing, a plain file with content, or an obstacle without."""

    exists: bool
    content: bytes | None


def plan(out_dir: Path, files: Sequence[OutputFile]) -> Plan:
    """Compare generated files with an output folder; reads the disk and changes nothing."""
    if out_dir.exists() and not out_dir.is_dir():
        raise OutputConflict(f"{out_dir} is not a folder")
    manifest = read_manifest(out_dir)
    produced = {file.path: file for file in files}
    if len(produced) != len(files):
        twice = sorted(path for path, count in Counter(file.path for file in files).items() if count > 1)
        raise WeftError(f"generated twice: {', '.join(twice)}")
    changes = [_plan_file(file, _look(out_dir, path), manifest.get(path)) for path, file in produced.items()]
    changes += _plan_dropped(out_dir, {path: manifest[path] for path in manifest.keys() - produced.keys()})
    return Plan(out_dir, tuple(sorted(changes, key=lambda change: change.path)))


def _look(out_dir: Path, path: str) -> _Found:
    """Return what stands at a path of the output folder; links and folders are obstacles."""
    target = target_of(out_dir, path)
    try:
        is_plain = stat.S_ISREG(target.lstat().st_mode)
        return _Found(True, target.read_bytes() if is_plain else None)
    except FileNotFoundError:
        return _Found(exists=False, content=None)
    except NotADirectoryError:
        return _Found(exists=True, content=None)  # a file stands where its folder would be


def _plan_file(file: OutputFile, found: _Found, record: Record | None) -> FileChange:
    """Decide what happens to a generated file, given what stands there and what is remembered."""
    new = file.text.encode(file.encoding)
    if record and record.owner is Owner.ADOPTED and found.exists:
        drift = "" if record.hash == digest(new) else "what weft generates has changed since you adopted this file"
        return FileChange(file.path, Status.KEPT, found.content, new, record, drift)
    if file.ownership is Ownership.EXTENSION:
        known = record.hash if record and found.exists else digest(new)
        status = Status.KEPT if found.exists else Status.NEW
        return FileChange(file.path, status, found.content, new, Record(known, Owner.EXTENSION))
    status = _judge(new, found, record)
    return FileChange(file.path, status, found.content, new, Record(digest(new), Owner.GENERATED))


def _judge(new: bytes, found: _Found, record: Record | None) -> Status:
    """Say whether a file of Weft's own may be written."""
    if not found.exists:
        return Status.NEW
    if found.content == new:
        return Status.UNCHANGED
    if found.content is None or record is None:
        return Status.IN_THE_WAY
    return Status.CHANGED if digest(found.content) == record.hash else Status.HAND_EDITED


def _plan_dropped(out_dir: Path, dropped: Mapping[str, Record]) -> Iterator[FileChange]:
    """Decide what happens to the files that are remembered and no longer generated."""
    for path, record in dropped.items():
        found = _look(out_dir, path)
        if found.exists and record.owner is not Owner.GENERATED:
            note = "nothing generates or uses this file any more; it stays as it is"
            yield FileChange(path, Status.ORPHANED, found.content, None, record, note)
        elif found.content is not None:
            is_ours = digest(found.content) == record.hash
            status = Status.DELETED if is_ours else Status.HAND_EDITED
            yield FileChange(path, status, found.content, None, None)


def apply(plan: Plan) -> None:
    """Write what a plan says, all or nothing; raise OutputConflict and write nothing where a user's files stand."""
    if plan.conflicts:
        paths = ", ".join(change.path for change in plan.conflicts)
        raise OutputConflict(f"nothing was written, because these files are not weft's to change: {paths}")
    replacements = [
        Replacement(
            plan.out_dir / change.path, change.before, None if change.status is Status.DELETED else change.after
        )
        for change in plan.changes
        if change.status in WRITTEN
    ]
    _write(plan.out_dir, {change.path: change.record for change in plan.changes if change.record}, replacements)


def adopt(out_dir: Path, path: str) -> None:
    """Hand a generated file over to the user: Weft leaves it alone from now on. Deleting it hands it back.

    The path is one within `out_dir`, or leads there from the current folder; raise NotGenerated for any other.
    """
    manifest = read_manifest(out_dir)
    if path not in manifest and Path(path).resolve().is_relative_to(out_dir.resolve()):
        path = Path(path).resolve().relative_to(out_dir.resolve()).as_posix()
    record = manifest.get(path)
    if record is None or not target_of(out_dir, path).is_file():
        raise NotGenerated(f"{path} is not a file that weft generated in {out_dir}")
    if record.owner is Owner.GENERATED:
        _write(out_dir, manifest | {path: Record(record.hash, Owner.ADOPTED)}, [])


def _write(out_dir: Path, records: Mapping[str, Record], replacements: Sequence[Replacement]) -> None:
    """Replace files and, last of all, the manifest; do nothing where nothing changes."""
    manifest = out_dir / MANIFEST
    before = manifest.read_bytes() if manifest.exists() else None
    after = print_manifest(records)
    if before != after:
        replacements = [*replacements, Replacement(manifest, before, after)]
    if replacements:
        replace_all(manifest.parent, replacements)
