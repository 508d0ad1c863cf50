"""What the tests of the domain backend share: a specification, emitted and imported as the package `app`."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from weft.backends.domain.domain_backend import DomainBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

SPEC = Path(__file__).parent / "cases" / "clinic.weft"
Import = Callable[[str], ModuleType]
Emit = Callable[[str], Path]


@pytest.fixture
def emit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emit]:
    """Return the function that emits a specification and puts the package `app` in reach."""
    forget_app()
    monkeypatch.syspath_prepend(str(tmp_path))  # pyright: ignore[reportUnknownMemberType]

    def write(text: str) -> Path:
        compiled = compile_sources([Source("test.weft", text)])
        assert compiled.is_sound, compiled.diagnostics
        for file in DomainBackend().emit(compiled.model):
            path = tmp_path / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        return tmp_path / "app"

    yield write
    forget_app()


def forget_app() -> None:
    """Let the next test import its own package `app`."""
    for name in [name for name in sys.modules if name == "app" or name.startswith("app.")]:
        del sys.modules[name]


@pytest.fixture
def clinic(emit: Emit) -> Import:
    """Return the function that imports a module of the emitted clinic."""
    emit(SPEC.read_text(encoding="utf-8"))
    return lambda name: importlib.import_module(f"app.{name}")
