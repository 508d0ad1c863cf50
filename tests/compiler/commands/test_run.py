"""`weft run`: serves a built system at the port that is asked for."""

import json
import sys
from pathlib import Path

import pytest

from weft.compiler import generated_python
from weft.compiler.cli import run
from weft.compiler.ownership import MANIFEST

FAKE_APP = "import json, os, sys; json.dump(os.environ['APP_PORT'], open('port.json', 'w')); sys.exit(3)"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a built system whose `python -m app` notes its port and ends at once with 3."""
    manifest = tmp_path / MANIFEST
    manifest.parent.mkdir()
    manifest.write_text('{"files": {}}')
    (tmp_path / "app.py").write_text(FAKE_APP)

    def this_python(_folder: Path) -> Path:
        return Path(sys.executable)

    monkeypatch.setattr(generated_python, "python_for", this_python)
    return tmp_path


def test_the_system_is_told_its_port(system: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["run", str(system), "--port", "8123"]) == 2
    assert json.loads((system / "port.json").read_text()) == "8123"
    assert "http://127.0.0.1:8123/" in capfd.readouterr().out


def test_the_port_is_8000_unless_said(system: Path) -> None:
    run(["run", str(system)])
    assert json.loads((system / "port.json").read_text()) == "8000"


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_does_not_exist_is_misuse(port: str, system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", str(system), "--port", port]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_folder_that_is_no_system_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", str(tmp_path)]) == 2
    assert f"{tmp_path} holds no built system; run `weft build` first" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["run", str(tmp_path / "nowhere")]) == 2
    assert "does not exist" in capsys.readouterr().err
