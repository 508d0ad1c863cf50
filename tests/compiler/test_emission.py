"""Emitting: what all backends yield, styled, with the trace of it at the end."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.backends.backend import OutputFile
from weft.compiler import emission
from weft.compiler.emission import emit
from weft.compiler.pipeline import Checked, check_spec
from weft.dsl.model import Model


class Backend:
    """Emits one file, named like itself."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def emit(self, model: Model) -> Iterator[OutputFile]:
        """Yield the file."""
        yield OutputFile(f"app/{self.name}", self.text, tuple(entity.id for entity in model.entities))


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    (tmp_path / "a.weft").write_text("Entity: Note\n  title: text(80)\n")
    monkeypatch.setattr(emission, "BACKENDS", (Backend("b.py", "def f(): pass\n"), Backend("a.html", "<p >")))
    return check_spec([tmp_path])


def test_files_come_in_the_order_of_the_backends_and_the_trace_last(checked: Checked) -> None:
    assert [file.path for file in emit(checked)] == ["app/b.py", "app/a.html", "trace.json"]


def test_python_is_styled_and_the_trace_speaks_of_it_as_it_is_written(checked: Checked) -> None:
    python, _, trace = emit(checked)
    assert python.text == "def f():\n    pass\n"
    places = {node["id"]: node["place"] for node in json.loads(trace.text)["nodes"]}
    assert places["app/b.py::f"] == "app/b.py:1"


def test_progress_names_each_backend(checked: Checked) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(phase: str, done: int, total: int) -> None:
        told.append((phase, done, total))

    emit(checked, tell)
    assert told == [("emit b.py", 0, 3), ("emit a.html", 1, 3), ("style", 2, 3), ("style", 3, 3)]
