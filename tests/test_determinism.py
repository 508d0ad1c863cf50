"""The same spec gives the same bytes, whatever the hash seed, the language, the time zone and the current folder."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted(path for path in (Path(__file__).parent.parent / "examples").iterdir() if path.is_dir())

SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from weft.compiler.emission import emit
from weft.compiler.pipeline import check_spec
checked = check_spec([Path(sys.argv[1])])
assert checked.is_sound, checked.diagnostics
files = {file.path: hashlib.sha256(file.text.encode()).hexdigest() for file in emit(checked)}
print(json.dumps([list(files), files]))
"""

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Shanghai"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "America/St_Johns"},
)


def emitted(spec: str, folder: Path, surroundings: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return the paths of all files in the order in which they were emitted, and their hashes."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, spec],
        cwd=folder,
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    order, hashes = json.loads(done.stdout)
    return order, hashes


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_emitted_alike_everywhere(example: Path, tmp_path: Path) -> None:
    spec = tmp_path / "deep" / "spec"
    shutil.copytree(example, spec)
    places = ((spec.parent, "spec"), (tmp_path, "deep/spec"), (Path("/"), str(spec)))
    first, *others = (
        emitted(path, folder, around) for (folder, path), around in zip(places, SURROUNDINGS, strict=True)
    )
    for other in others:
        assert {path for path in first[1] if first[1][path] != other[1].get(path)} == set()
        assert other == first


def test_two_builds_leave_the_same_folder(tmp_path: Path) -> None:
    spec = EXAMPLES[0]
    for name, surroundings in zip("ab", SURROUNDINGS[1:], strict=True):
        command = [sys.executable, "-m", "weft", "build", str(spec), "--quiet", "--out", str(tmp_path / name)]
        subprocess.run(command, env=os.environ | surroundings, check=True, capture_output=True)
    assert hashes_in(tmp_path / "a") == hashes_in(tmp_path / "b")


def hashes_in(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
