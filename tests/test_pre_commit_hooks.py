"""The hooks that other repositories may use: pre-commit accepts them, and they do what they say."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from weft.compiler.cli import run

ROOT = Path(__file__).parent.parent
HOOKS = cast("list[dict[str, Any]]", yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))
IDS = [hook["id"] for hook in HOOKS]
Require = Callable[[str, str], None]
PRE_COMMIT = shutil.which("pre-commit", path=os.pathsep.join((str(ROOT / ".venv" / "bin"), os.environ.get("PATH", ""))))


def test_each_hook_runs_a_command_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Path("a.sql").write_text("SELECT 1;\n")
    assert IDS == ["weft-sql-lint", "weft-sql-fix", "weft-sql-python", "weft-sql-migrations"]
    for hook in HOOKS:
        program, *arguments = cast("str", hook["entry"]).split()
        assert (program, hook["language"], hook["require_serial"]) == ("weft", "python", True)
        assert run([*arguments, "a.sql"]) == 0


@pytest.mark.parametrize(
    ("hook", "name", "is_meant"),
    [
        ("weft-sql-lint", "db/a.sql", True),
        ("weft-sql-lint", "models/a.SQL.jinja2", True),
        ("weft-sql-fix", "a.pgsql", True),
        ("weft-sql-fix", "a.sql.py", False),
        ("weft-sql-migrations", "app/migrations/0001.py", True),
        ("weft-sql-migrations", "migrations/1/up.sql", True),
        ("weft-sql-migrations", "queries/up.sql", False),
    ],
)
def test_hooks_are_shown_the_files_they_are_for(hook: str, name: str, is_meant: bool) -> None:
    pattern = HOOKS[IDS.index(hook)]["files"]
    assert bool(re.search(pattern, name)) is is_meant


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody."""
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *somebody, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is here, committed or not, into a repository of its own."""
    copy = tmp_path_factory.mktemp("hooks") / "weft"
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    git(copy, "init", "--quiet")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "All of it")
    return copy


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with a file for each hook."""
    folder = tmp_path_factory.mktemp("theirs")
    git(folder, "init", "--quiet")
    for name, text in {
        "query.sql": "UPDATE orders SET paid = 1;\n",
        "fine.sql": "SELECT id FROM orders WHERE id = 1;\n",
        "migrations/1.sql": "CREATE INDEX orders_total ON orders (total);\n",
        "app.py": 'QUERY = "SELECT id FROM orders WHERE id = 1"\n',
        "pyproject.toml": "[tool.weft.sql]\ndialect = 'postgres'\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "--all")
    return folder


def test_hooks_run_from_another_repository(ours: Path, theirs: Path, tmp_path: Path, require: Require) -> None:
    if PRE_COMMIT is None:
        require("pre-commit", "pre-commit is not installed")
        return
    own = {"PRE_COMMIT_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PIP_RETRIES": "1"}
    command = [PRE_COMMIT, "try-repo", str(ours), "--all-files", "--color", "never"]
    done = subprocess.run(command, cwd=theirs, env=os.environ | own, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if "CalledProcessError" in said and ("ConnectionError" in said or "No matching distribution" in said):
        require("network", "hooks install what they need from PyPI, which cannot be reached")
    sections = dict(re.findall(r"^([A-Z][\w() -]+?)\.{3,}(.*?)(?=^[A-Z][\w() -]+\.{3,}|\Z)", said, re.M | re.S))
    assert sorted(sections) == sorted(hook["name"] for hook in HOOKS), said
    assert (
        "files were modified by this hook" in sections["SQL anti-patterns (fix)"]
    )  # runs first: hooks go by their ids
    assert "CONCURRENTLY" in (theirs / "migrations" / "1.sql").read_text()
    lint = sections["SQL anti-patterns"]
    assert "query.sql:1:1: error SQL127 update-without-where" in lint and "fine.sql" not in lint
    assert sections["SQL in Python"].strip() == "Passed"
    assert "query.sql" not in sections["Safe migrations"]
