"""Makes a system from a specification and compares it with the reference interpreter, command by command."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

from random_player import Player

from weft.backends.application.application_backend import ApplicationBackend
from weft.backends.backend import Backend
from weft.backends.database.database_backend import DatabaseBackend
from weft.backends.domain.domain_backend import DomainBackend
from weft.backends.workflow.workflow_backend import WorkflowBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model

Records = dict[str, list[dict[str, Any]]]
REPLAY = Path(__file__).with_name("system_replay.py")


def compiled(path: Path) -> Model:
    """Return the model of a specification."""
    found = compile_sources([Source(path.name, path.read_text(encoding="utf-8"))])
    assert found.is_sound, [item.message for item in found.diagnostics]
    return found.model


def generate(model: Model, folder: Path) -> None:
    """Write all of a system but its pages and its API."""
    backends: list[Backend] = [DomainBackend(), DatabaseBackend(), ApplicationBackend(), WorkflowBackend()]
    for backend in backends:
        for file in backend.emit(model):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")


def compare(path: Path, records: Records, folder: Path, *, server: str = "", runs: int = 40, length: int = 25) -> None:
    """Do random commands on both; fail at the first difference in an answer or in what is stored.

    The system keeps its records in files, or on a server that has an address.
    """
    model = compiled(path)
    generate(model, folder / "system")
    (folder / "databases").mkdir()
    played = [Player(model, records, seed).case(seed, length) for seed in range(runs)]
    done = subprocess.run(
        [sys.executable, str(REPLAY), str(folder / "system"), server or str(folder / "databases")],
        input=json.dumps([case for case, _ in played]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    for (case, expected), actual in zip(played, json.loads(done.stdout), strict=True):
        steps = zip(case["commands"], json.loads(json.dumps(expected)), actual, strict=True)
        for step, (command, (answer, wanted), (answered, found)) in enumerate(steps):
            place = f"run {case['number']}, step {step}: {command}"
            assert _is_same_answer(answer, answered), f"{place}: {answered} instead of {answer}"
            for part, value in wanted.items():
                assert _ordered(found[part]) == _ordered(value), f"{place}, {part}"


def _ordered(rows: list[Any]) -> list[str]:
    return sorted(json.dumps(_as_sqlite_gives_it(row), sort_keys=True) for row in rows)


def _as_sqlite_gives_it(row: Any) -> Any:
    """Return a row with numbers in the place of yes and no."""
    if not isinstance(row, dict):
        return row
    values = cast("dict[str, Any]", row)
    return {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}


def _is_same_answer(answer: str, answered: str) -> bool:
    """Accept that a value is already taken as the reason told first: forms tell it with their other problems."""
    return answered == answer or (answer != "ok" and answered.endswith(" is already taken"))
