"""A run that began under another definition of its workflow stops in a rebuilt system, unless it is accepted."""

import subprocess
import sys
from pathlib import Path

import pytest

from weft.compiler.cli import run

SPEC = Path(__file__).parent / "cases" / "kitchen.weft"
STEP = """
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from app.main import create_app
from app.settings import Settings

system = create_app(Settings(database=Path("kitchen.sqlite3"), secret="x", fast_passwords=True))
with TestClient(system) as client:
    is_first = sys.argv[1] == "begin"
    who = {"email": f"{sys.argv[1]}@example.com", "password": "correct horse battery"}
    token = client.post("/api/actions/join", json=who).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    if is_first:
        assert client.post("/api/actions/fill", json={"name": "A"}).status_code == 201
    else:
        answer = client.post("/api/tasks/1/answer", json={"answer": "done"})
        print(answer.status_code, answer.json()["detail"] if answer.content else "")
"""


def step(folder: Path, what: str) -> str:
    """Run a step against the system in a folder, in a process of its own, and return what it prints."""
    # Without byte code: a file that changes within a second, and keeps its size, would be taken for the old one.
    command = [sys.executable, "-B", "-W", "ignore", "-c", STEP, what]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("level: int(0..100)", "level: int(0..200)", "204"),
        ("on done go Ready", "on done go Cooling", "409 Cooking was changed after this began, and is still version 1"),
        ("version 1\n", "version 2\n", "409 Version 2 does not go on with version 1"),
        ("version 1\n", "version 2 accepts 1\n", "204"),
    ],
)
def test_a_run_goes_on_where_its_definition_is_the_same_or_accepted(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    spec, out = tmp_path / "kitchen.weft", tmp_path / "out"
    text = SPEC.read_text(encoding="utf-8")
    for what, written in (("begin", text), ("go_on", text.replace(old, new))):
        spec.write_text(written, encoding="utf-8")
        assert run(["build", str(spec), "--out", str(out), "--quiet"]) in (0, 1)
        answer = step(out, what)
    assert answer.startswith(told)
