"""The examples, used as a user would: they check clean and build; what was built is clean and passes its tests."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from weft.compiler.cli import run
from weft.diagnostics import Source
from weft.dsl.arc_import import import_requirements

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(folder for folder in (ROOT / "examples").iterdir() if folder.is_dir())
BIN = Path(sys.executable).parent
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)


def build(example: Path, out: Path) -> Path:
    """Build an example and return the folder."""
    assert run(["build", str(example), "--out", str(out), "--quiet"]) == 0
    return out


def execute(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command, under further variables of the environment, and return what became of it."""
    environment = {**os.environ, **variables}
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def generated_texts(folder: Path) -> dict[str, bytes]:
    """Return the files of a built system by path, what Weft keeps for itself left out."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".weft" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@each_example
def test_an_example_checks_clean(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(example), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [item for item in found if item["severity"] != "info"] == []


@each_example
def test_the_generated_code_is_clean(example: Path, tmp_path: Path) -> None:
    out = build(example, tmp_path / "out")
    for command in (("ruff", "check", "--no-cache"), ("ruff", "format", "--check", "--no-cache")):
        done = execute(BIN / command[0], *command[1:], ".", cwd=out)
        assert done.returncode == 0, done.stdout
    done = execute(BIN / "basedpyright", "--pythonpath", sys.executable, cwd=out)
    assert done.returncode == 0, done.stdout


@each_example
def test_the_generated_tests_pass(example: Path, tmp_path: Path, require: Callable[[str, str], None]) -> None:
    if not Path(os.environ.get("APP_CHROMIUM", "/usr/bin/chromium")).exists():
        require("browser", "no Chromium was found")
    out = build(example, tmp_path / "out")
    done = execute(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=out)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["ticket_booking", "helpdesk"])
def test_the_generated_tests_pass_on_postgresql(name: str, tmp_path: Path, postgres: str) -> None:
    out = build(ROOT / "examples" / name, tmp_path / "out")
    options = ("-q", "-m", "not browser", "-p", "no:cacheprovider")
    done = execute(sys.executable, "-m", "pytest", *options, cwd=out, APP_TEST_DATABASE=postgres)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout.splitlines()[-1]
    with psycopg.connect(postgres) as connection:
        left = connection.execute("SELECT schema_name FROM information_schema.schemata").fetchall()
    assert [name for (name,) in left if name.startswith("test_")] == []


@each_example
def test_building_twice_changes_nothing(example: Path, tmp_path: Path) -> None:
    out = build(example, tmp_path / "out")
    first = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    (out / ".weft" / "built-from").unlink(missing_ok=True)
    build(example, out)
    assert {p: p.stat().st_mtime_ns for p in first if p.name != "built-from"} == {
        p: time for p, time in first.items() if p.name != "built-from"
    }


def test_the_library_is_generated_as_it_stands_in_the_golden_folder(
    tmp_path: Path, golden: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    folder = ROOT / "tests" / "golden" / "library"
    if request.config.getoption("--golden"):
        shutil.rmtree(folder, ignore_errors=True)
    texts = generated_texts(build(ROOT / "examples" / "library", tmp_path / "out"))
    for path, content in texts.items():
        golden(folder / path, content.decode())
    assert texts.keys() == generated_texts(folder).keys()


def test_a_field_touches_only_the_files_of_its_entity(tmp_path: Path) -> None:
    spec = tmp_path / "spec"
    shutil.copytree(ROOT / "examples" / "library", spec)
    out = build(spec, tmp_path / "out")
    before = generated_texts(out)
    path = spec / "library.weft"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  reader: Reader?\n", "  reader: Reader?\n  shelf: text(10)?\n"), encoding="utf-8")
    after = generated_texts(build(spec, out))
    changed = {path for path, content in after.items() if before.get(path) != content}
    shared = {"app/database/schema.sql", "trace.json", "tests/examples.py", "tests/module/test_database.py"}
    foreign = {path for path in changed - shared if "book" not in path}
    assert foreign == set()


def test_a_hand_edit_stops_the_build_and_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = build(ROOT / "examples" / "library", tmp_path / "out")
    edited = out / "app" / "domain" / "book.py"
    edited.write_text(edited.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = generated_texts(out)
    assert run(["build", str(ROOT / "examples" / "library"), "--out", str(out)]) == 1
    shown = capsys.readouterr()
    assert "-# mine" in shown.out
    assert "app/domain/book.py: hand-edited" in shown.err
    assert generated_texts(out) == before


def test_ticket_booking_covers_every_leaf_and_scenario_of_the_reference_tree(corpora: Path) -> None:
    path = corpora / "arc/example/ticketbooking-demo/requirements.yaml"
    tree, _ = import_requirements(Source(path.name, path.read_text(encoding="utf-8")))
    parents = {node.parent for node in tree.requirements}
    leaves = [node for node in tree.requirements if node.id not in parents]
    titles = [scenario.title for leaf in leaves for scenario in leaf.scenarios]
    assert (len(leaves), len(titles)) == (8, 13)
    files = sorted((ROOT / "examples" / "ticket_booking").glob("*.weft"))
    spec = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert [leaf.id for leaf in leaves if f"Feature: {leaf.id} " not in spec] == []
    assert [title for title in titles if f" {title}\n" not in spec] == []


def test_the_sample_is_served_with_people_who_can_sign_in(tmp_path: Path, free_port: int) -> None:
    out = build(ROOT / "examples" / "library", tmp_path / "out")
    environment = {**os.environ, "APP_PORT": str(free_port), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tests.look_around"]
    with subprocess.Popen(command, cwd=out, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            told = [server.stdout.readline() for _ in range(3)]
            page = read_when_up(f"http://127.0.0.1:{free_port}/")
        finally:
            server.terminate()
    assert told[0] == "sign in as ann@example.org with correct-horse-battery (Reader)\n"
    assert told[2] == f"try http://127.0.0.1:{free_port}/  Books\n"
    assert "Dune" in page


def test_an_installed_wheel_serves_pages_and_styles(tmp_path: Path, database: str, free_port: int) -> None:
    out = build(ROOT / "examples" / "library", tmp_path / "out")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    alone = ("--no-deps", "--no-index")
    made = execute(*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", tmp_path, out, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    [wheel] = tmp_path.glob("*.whl")
    made = execute(*pip, "install", *alone, "--target", tmp_path / "installed", wheel, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    given = {"APP_DATABASE": database, "APP_PORT": str(free_port), "PYTHONPATH": str(tmp_path / "installed")}
    (tmp_path / "elsewhere").mkdir()
    command = [sys.executable, "-m", "app"]
    with subprocess.Popen(command, cwd=tmp_path / "elsewhere", env={**os.environ, **given}) as server:
        try:
            assert "No book found" in read_when_up(f"http://127.0.0.1:{free_port}/")
            assert ":root" in read_when_up(f"http://127.0.0.1:{free_port}/static/style.css")
        finally:
            server.terminate()


def test_the_sample_is_told_with_a_search_that_finds_something(tmp_path: Path, free_port: int) -> None:
    out = build(ROOT / "examples" / "ticket_booking", tmp_path / "out")
    environment = {**os.environ, "APP_PORT": str(free_port), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "tests.look_around"]
    with subprocess.Popen(command, cwd=out, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            line = next(line for line in server.stdout if "search" in line)
            page = read_when_up(line.split()[1])
        finally:
            server.terminate()
    assert "/trains?origin=Beijing&destination=Shanghai" in line
    assert "G3" in page


def read_when_up(url: str) -> str:
    """Return a page as soon as its server answers."""
    for _ in range(100):
        try:
            with urlopen(url, timeout=5) as answer:
                return answer.read().decode()
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered")


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
