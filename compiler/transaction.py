"""Replace files all or nothing: what fails half-way is taken back."""

import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from ..diagnostics import WeftError


class ChangedMeanwhile(WeftError, OSError):
    """A file is no longer what it was when the plan was made."""


class Replacement(Struct, frozen=True):
    """One file to write, or to delete where `after` is None; `before` is what must stand there now."""

    target: Path
    before: bytes | None
    after: bytes | None


def replace_all(staging_parent: Path, replacements: Sequence[Replacement]) -> None:
    """Carry out every replacement, or leave the disk as it was and raise what went wrong."""
    with ExitStack() as undo:
        _make_folder(staging_parent, undo)
        staging = Path(tempfile.mkdtemp(prefix="staging-", dir=staging_parent))
        undo.callback(shutil.rmtree, staging)
        for number, replacement in enumerate(replacements):
            _stage(replacement, staging / f"{number}.new")
        for number, replacement in enumerate(replacements):
            _replace(replacement, staging / f"{number}.new", staging / f"{number}.old", undo)
        undo.pop_all()
    shutil.rmtree(staging)
    for replacement in replacements:
        if replacement.after is None:
            _remove_empty_folders(replacement.target.parent, staging_parent.parent)


def _stage(replacement: Replacement, staged: Path) -> None:
    """Write the new content aside, with the file mode of what it replaces."""
    if replacement.after is None:
        return
    staged.write_bytes(replacement.after)
    if replacement.before is not None:
        with suppress(FileNotFoundError):
            shutil.copymode(replacement.target, staged)


def _replace(replacement: Replacement, staged: Path, backup: Path, undo: ExitStack) -> None:
    """Carry out one replacement, and push what would take it back."""
    target = replacement.target
    if _content(target) != replacement.before:
        raise ChangedMeanwhile(f"{target} changed while weft was writing: run weft again")
    if replacement.before is None:
        _make_folder(target.parent, undo)
        os.replace(staged, target)
        undo.callback(target.unlink)
        return
    shutil.copy2(target, backup)
    undo.callback(os.replace, backup, target)
    if replacement.after is None:
        target.unlink()
    else:
        os.replace(staged, target)


def _content(target: Path) -> bytes | None:
    """Return what stands at a path, None for nothing; a link or a folder is no content of ours."""
    try:
        is_plain = stat.S_ISREG(target.lstat().st_mode)
    except FileNotFoundError:
        return None
    if not is_plain:
        raise ChangedMeanwhile(f"{target} is no longer a plain file: run weft again")
    return target.read_bytes()


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make a folder and its parents, and push the removal of those that were missing."""
    missing = list(takewhile(lambda path: not path.exists(), (folder, *folder.parents)))
    for path in reversed(missing):
        path.mkdir()
        undo.callback(path.rmdir)


def _remove_empty_folders(folder: Path, root: Path) -> None:
    """Remove a folder that a deletion emptied, and its parents alike, up to the root."""
    with suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent
