"""What writing an output folder would do: the plan, its description and its diffs."""

from collections import Counter
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from .ownership import Record


class Status(StrEnum):
    """What a plan does with a file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    KEPT = "kept"  # an extension or adopted file, the user's to change
    ORPHANED = "orphaned"  # such a file that nothing generates any more
    HAND_EDITED = "hand-edited"
    IN_THE_WAY = "in the way"


WRITTEN = frozenset({Status.NEW, Status.CHANGED, Status.DELETED})
CONFLICTS = frozenset({Status.HAND_EDITED, Status.IN_THE_WAY})


class FileChange(Struct, frozen=True):
    """What happens to one file: what is on disk, what is generated, what is remembered after."""

    path: str
    status: Status
    before: bytes | None
    after: bytes | None
    record: Record | None
    note: str = ""

    def diff(self) -> str:
        """Return the unified diff from what is on disk to what would be written."""
        old = (self.before or b"").decode(errors="replace").splitlines(keepends=True)
        new = (self.after or b"").decode(errors="replace").splitlines(keepends=True)
        names = (
            "/dev/null" if self.before is None else f"a/{self.path}",
            "/dev/null" if self.after is None else f"b/{self.path}",
        )
        if b"\0" in (self.before or b"") + (self.after or b""):
            return f"Binary files {names[0]} and {names[1]} differ\n"
        lines = unified_diff(old, new, *names)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


class Plan(Struct, frozen=True):
    """What writing an output folder would do, file by file, sorted by path."""

    out_dir: Path
    changes: tuple[FileChange, ...]

    @property
    def conflicts(self) -> tuple[FileChange, ...]:
        """Return the files that stop the plan: those a user wrote or edited."""
        return tuple(change for change in self.changes if change.status in CONFLICTS)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a user should know although it stops nothing."""
        return tuple(f"{change.path}: {change.note}" for change in self.changes if change.note)

    def describe(self) -> str:
        """Return a line for each file that is not left as it is, and a line that counts them all."""
        quiet = (Status.UNCHANGED, Status.KEPT)
        lines = [f"{change.status:<11}  {change.path}" for change in self.changes if change.status not in quiet]
        counts = Counter(change.status for change in self.changes)
        summary = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        return "\n".join([*lines, summary or "nothing to write"])

    def diff(self) -> str:
        """Return the unified diffs of all that would be written or deleted, and of the conflicts."""
        return "".join(change.diff() for change in self.changes if change.status in WRITTEN | CONFLICTS)
