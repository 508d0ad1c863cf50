"""No sequence of edits, builds and adoptions loses a byte that a user wrote."""

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from weft.backends.backend import OutputFile, Ownership
from weft.compiler.output import NotGenerated, adopt, apply, plan
from weft.compiler.ownership import MANIFEST

PATHS = st.sampled_from(["a.py", "b.py", "app/a.py", "app/deep/b.py"])
OUTPUT = st.dictionaries(PATHS, st.tuples(st.sampled_from("123"), st.sampled_from(Ownership)))


class OutputFolder(RuleBasedStateMachine):
    """A user and Weft take turns at writing one folder; `written` is what the user wrote last."""

    def __init__(self) -> None:
        super().__init__()
        self.out = Path(tempfile.mkdtemp())
        self.written: dict[str, str] = {}
        self.edits = 0

    def snapshot(self) -> dict[str, str]:
        found = {path.relative_to(self.out).as_posix(): path for path in self.out.rglob("*") if path.is_file()}
        return {name: path.read_text() for name, path in found.items()}

    @rule(path=PATHS)
    def edit(self, path: str) -> None:
        self.edits += 1
        target = self.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"mine {self.edits}")
        self.written[path] = f"mine {self.edits}"

    @rule(path=PATHS)
    def delete(self, path: str) -> None:
        (self.out / path).unlink(missing_ok=True)
        self.written.pop(path, None)

    @rule(path=PATHS)
    def hand_over(self, path: str) -> None:
        with contextlib.suppress(NotGenerated):
            adopt(self.out, path)

    @rule(output=OUTPUT)
    def build(self, output: dict[str, tuple[str, Ownership]]) -> None:
        files = [OutputFile(path, text, ownership=ownership) for path, (text, ownership) in output.items()]
        planned, before = plan(self.out, files), self.snapshot()
        if planned.conflicts:
            assert self.snapshot() == before
            return
        apply(planned)
        after = self.snapshot()
        assert after.keys() >= output.keys()
        assert plan(self.out, files).describe().endswith(("unchanged", "kept", "orphaned", "nothing to write"))

    @invariant()
    def nothing_is_lost(self) -> None:
        found = self.snapshot()
        assert {path: found.get(path) for path in self.written} == self.written

    @invariant()
    def nothing_is_left_over(self) -> None:
        assert [name for name in self.snapshot() if name.startswith(".weft/")] in ([], [MANIFEST])

    def teardown(self) -> None:
        shutil.rmtree(self.out)


OutputFolder.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestOutputFolder: Any = OutputFolder.TestCase
