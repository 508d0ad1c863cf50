"""The baseline: findings that are known and not told again; statements tell them apart, not lines."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from ..diagnostics import WeftError
from .sql_results import Found
from .sql_run import Linted

VERSION = 1
Key = tuple[str, str, str]  # path, code of the rule, hash of the statement


class MalformedBaseline(WeftError, ValueError):
    """A baseline file cannot be read."""


class Compared(Struct, frozen=True):
    """The files of a run without what is known, how many findings that hides, and entries that occur no more."""

    files: tuple[Linted, ...]
    hidden: int
    gone: tuple[str, ...]


class Baseline(Struct, frozen=True):
    """How often each finding is known; paths are seen from the folder of the baseline's file."""

    path: Path
    known: Counter[Key]

    def compare(self, files: Sequence[Linted]) -> Compared:
        """Take the known findings out of a run; entries of files that the run did not look at stay unjudged."""
        left = Counter(self.known)
        kept = [replace(linted, found=tuple(self._new(linted, left))) for linted in files]
        seen = {self._inside(linted.file.name) for linted in files}
        gone = sorted({(name, code) for (name, code, _), count in left.items() if count > 0 and name in seen})
        told = tuple(f"{name}: {code} is in the baseline and occurs no more" for name, code in gone)
        return Compared(tuple(kept), self.known.total() - left.total(), told)

    def knows(self, name: str, found: Found) -> bool:
        """Say whether a finding in a file is known."""
        return self.key(name, found) in self.known

    def key(self, name: str, found: Found) -> Key:
        """Return what the baseline tells a finding by."""
        return self._inside(name), found.code, found.statement

    def _new(self, linted: Linted, left: Counter[Key]) -> list[Found]:
        """Return the findings in a file that are not known, and take those that are from what is left."""
        new: list[Found] = []
        for found in linted.found:
            key = self.key(linted.file.name, found)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(found)
        return new

    def _inside(self, name: str) -> str:
        return os.path.relpath(os.path.abspath(name), self.path.absolute().parent).replace(os.sep, "/")


def write_baseline(path: Path, files: Iterable[Linted]) -> int:
    """Write all findings of a run as known, and return how many they are."""
    baseline = Baseline(path, Counter())
    counts = Counter(baseline.key(linted.file.name, found) for linted in files for found in linted.found)
    by_path: dict[str, dict[str, dict[str, int]]] = {}
    for (name, code, statement), count in sorted(counts.items()):
        by_path.setdefault(name, {}).setdefault(code, {})[statement] = count
    text = json.dumps({"version": VERSION, "findings": by_path}, indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
    return counts.total()


def read_baseline(path: Path) -> Baseline:
    """Return a baseline; raises MalformedBaseline for what is none."""
    try:
        document: Any = json.loads(path.read_bytes())
        by_path = cast("dict[str, dict[str, dict[str, int]]]", document["findings"])
        known = {
            (name, code, statement): int(count)
            for name, codes in by_path.items()
            for code, statements in codes.items()
            for statement, count in statements.items()
        }
    except FileNotFoundError:
        raise MalformedBaseline(f"{path}: there is no such file; `--write-baseline {path}` makes it") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise MalformedBaseline(f"{path} is no baseline of weft's; `--write-baseline {path}` makes one") from None
    if document.get("version") != VERSION:
        raise MalformedBaseline(f"{path} is of another version of weft: write it again")
    return Baseline(path, Counter(known))
