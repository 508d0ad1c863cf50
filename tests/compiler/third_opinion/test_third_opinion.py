"""`weft test` asks the interpreter about the rows of tests/rules: it is heard, told apart, or missing with a reason."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from weft.compiler.cli import run
from weft.compiler.probed_tests import starting
from weft.compiler.probed_tests.plan import PLAN
from weft.compiler.third_opinion.interpreted_rules import InterpretedRules
from weft.compiler.third_opinion.plugin import ThirdOpinion

QUICK = ("--rows", "40", "--", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly", "tests/rules")
EDGES = ("-k", "edges or does_not_judge")
# What is changed in the specification that the interpreter reads, and what is told of it.
PLANTED = (
    ("rounded down", "rounded up", r"Python says (\S+), domain.wasm \1, the interpreter (?!\1\n)"),
    (
        "weight < 9000",
        "weight <= 9000",
        r"  weight = 9000\n.*Python says '(\S+)', domain.wasm '\1', the interpreter None",
    ),
    ("length of password >= 8", "length of password > 8", r"role.Clerk.check.1 \(\S+elsewhere.weft:5\)"),
)
UNJUDGED = (
    ("shelf.room >= weight", "shelf.room > weight"),
    ('shelf.keeper.email is not \\"\\"', 'shelf.keeper.email is \\"\\"'),
)
Shown = pytest.CaptureFixture[str]


def change(path: Path, before: str, after: str) -> None:
    """Change a text in a file in which it stands once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def asked(folder: Path, capfd: Shown, *options: str) -> tuple[int, str]:
    """Return the exit code of `weft test` for the tests of rules, and what was shown."""
    code = run(["test", str(folder), *QUICK, *options])
    return code, capfd.readouterr().out


def test_the_three_agree_and_no_generated_file_is_touched(system: Path, capfd: Shown) -> None:
    before = {path: path.read_bytes() for path in (system / "tests").rglob("*.py")}
    code, shown = asked(system, capfd)
    assert code == 0, shown
    assert re.search(r"tests/rules: the interpreter was asked, too: [\d,]{3,} rows", shown)
    assert "skipped" not in shown
    assert {path: path.read_bytes() for path in before} == before


def test_parallel_workers_tell_of_it_too(system: Path, capfd: Shown) -> None:
    code = run(["test", str(system), "--rows", "40", "-q", "-n", "2", "tests/rules", *EDGES])
    assert (code, "the interpreter was asked, too" in capfd.readouterr().out) == (0, True)


def test_an_interpreter_that_says_something_else_is_found(system: Path, capfd: Shown) -> None:
    """The specification that it reads is another one; of what Python does not judge, the first rule is told."""
    for before, after, _ in PLANTED:
        change(system / PLAN, before, after)
    code, shown = asked(system, capfd, *EDGES)
    assert code == 1
    assert [told for *_, told in PLANTED if not re.search(told, shown)] == []
    assert shown.count("the interpreter differs from the others") >= 2


def test_python_that_differs_is_told_apart(system: Path, capfd: Shown) -> None:
    change(system / "app/domain/actions/store_.py", "weight >= 9000", "weight > 9000")
    code, shown = asked(system, capfd, *EDGES)
    assert code == 1
    assert "Python differs from the others" in shown


@pytest.mark.parametrize(("before", "after"), UNJUDGED)
def test_what_python_does_not_judge_has_two_opinions(before: str, after: str, system: Path, capfd: Shown) -> None:
    change(system / PLAN, before, after)
    code, shown = asked(system, capfd, "-k", "does_not_judge")
    assert code == 1
    assert re.search(r"domain.wasm says (True|False), the interpreter (?!\1)(True|False)", shown)


def test_numbers_beyond_64_bits_divide_nobody(system: Path, capfd: Shown) -> None:
    """`weight * weight` leaves them at the edges of its type; the tests would say so if nothing excused it."""
    change(system / "tests/rules/agreement.py", "return said[WASM] == NO_VALUE and", "return said[WASM] is None and")
    code, shown = asked(system, capfd, *EDGES)
    assert code == 1
    assert "domain.wasm 'no value'" in shown


def test_without_weft_two_are_asked_and_the_rest_is_skipped(system: Path) -> None:
    command = (sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/rules")
    done = subprocess.run(command, cwd=system, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "only `weft test` asks about it" in done.stdout


def test_another_specification_is_no_opinion(system: Path, capfd: Shown) -> None:
    change(system / PLAN, "requires weight > 0 and weight", "requires parts > 0 and weight")
    code, shown = asked(system, capfd)
    assert code == 0
    assert "the interpreter was not asked, as domain.wasm was written by another weft" in shown


def test_a_specification_that_is_not_understood_is_no_opinion(system: Path, capfd: Shown) -> None:
    plan = json.loads((system / PLAN).read_text(encoding="utf-8"))
    plan["sources"]["elsewhere.weft"] += "\nEntity: of another language\n"
    (system / PLAN).write_text(json.dumps(plan), encoding="utf-8")
    assert "this weft does not understand the specification" in asked(system, capfd)[1]


def test_tests_of_an_earlier_build_are_run_as_they_are(system: Path, capfd: Shown) -> None:
    for name in ("agreement", "test_domain_wasm"):
        path = system / f"tests/rules/{name}.py"
        path.write_text(path.read_text(encoding="utf-8").replace("FURTHER", "LATER"), encoding="utf-8")
    code, shown = asked(system, capfd, "-k", "edges")
    assert code == 0
    assert "the interpreter was not asked, as an earlier weft built the system" in shown


def test_a_python_that_cannot_load_weft_says_so(system: Path, capfd: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = starting.PLUGINS[starting.THIRD_OPINION].replace("third_opinion.plugin", "absent.plugin")
    monkeypatch.setitem(starting.PLUGINS, starting.THIRD_OPINION, failing)
    code, shown = asked(system, capfd, "-k", "edges")
    assert code == 0
    assert "the interpreter was not asked, as this Python cannot load weft: No module named" in shown


def test_a_long_test_tells_how_far_it_is() -> None:
    told: list[str] = []
    opinion = ThirdOpinion(lambda _no_value: Answering(), told.append)
    for _ in range(3):
        opinion.ask("rule", [()] * 60_000)
    assert told == ["rule: 120,000 rows", "rule: 180,000 rows"]


class Answering(InterpretedRules):
    """Answers everything."""

    def __init__(self) -> None:
        """Take nothing."""

    def ask(self, name: str, rows: Sequence[Sequence[object]]) -> list[object]:
        """Return the name of the rule for each row."""
        return [name for _ in rows]
