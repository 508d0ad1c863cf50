"""Puts right what can be put right in the files of a run, and shows or writes the difference."""

import difflib
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..analyzers.sql_lint.fixes import Acceptance, fix
from ..analyzers.sql_lint.lint import without_suppressed
from ..analyzers.sql_lint.rule import Finding
from ..analyzers.sql_lint.sql_text import SqlText
from .sql_analysis import Analyst, plain_finding
from .sql_baseline import Baseline
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_live import Live
from .sql_results import weighed
from .sql_run import Linted


class FixedFile(Struct, frozen=True):
    """A file, its text with the fixes applied, and how many of each rule these were."""

    file: SqlFile
    text: str
    applied: Counter[str]

    @property
    def fixed(self) -> SqlFile:
        """Return the file as it is once it is written."""
        return replace(self.file, text=self.text)

    def difference(self) -> str:
        """Return what changes, as a unified diff."""
        old, new = (text.splitlines(keepends=True) for text in (self.file.text, self.text))
        lines = difflib.unified_diff(old, new, self.file.name, self.file.name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fix_files(
    files: Sequence[Linted],
    config: SqlConfig,
    known: Baseline | None,
    *,
    unsafe: bool,
    all_files: Sequence[SqlFile],
    live: Live | None = None,
    accept: Acceptance | None = None,
) -> list[FixedFile]:
    """Return the files that change when what was found in them is put right; what is known or allowed stays.

    So does what `accept` refuses.
    """
    grades = {"safe", "unsafe"} if unsafe else {"safe"}
    wanted = [linted.file for linted in files if any(found.fix in grades for found in linted.found)]
    if not wanted:
        return []
    analyst = Analyst(config, [file for file in all_files if not file.problem and not file.is_table], live)
    fixer = _Fixer(analyst, known, accept, unsafe=unsafe)
    fixed = [fixer.fix(file) for file in wanted]
    return [result for result in fixed if result.text != result.file.text]


class _Fixer:
    """Fixes one file after the other by the same rules."""

    def __init__(self, analyst: Analyst, known: Baseline | None, accept: Acceptance | None, *, unsafe: bool) -> None:
        self._analyst = analyst
        self._known = known
        self._accept = accept
        self._unsafe = unsafe

    def fix(self, file: SqlFile) -> FixedFile:
        """Return a file with all fixes applied."""
        if file.is_python:
            done = self._analyst.fix_python(file, self._is_reported, self._accept, unsafe=self._unsafe)
        else:
            done = fix(self._analyst.text_of(file), self._reported, unsafe=self._unsafe, accept=self._accept)
        return FixedFile(file, done.text, Counter(finding.rule.name for finding in done.applied))

    def _reported(self, text: SqlText) -> list[Finding]:
        found = without_suppressed(text, self._analyst.findings(text), self._analyst.ran)
        return [finding for finding in found if finding.fix and self._is_reported(finding)]

    def _is_reported(self, finding: Finding) -> bool:
        name, plain = finding.span.source.name, plain_finding(finding, self._analyst.config)
        is_known = self._known is not None and self._known.knows(name, plain)
        return not is_known and weighed(plain, name, self._analyst.config) is not None
