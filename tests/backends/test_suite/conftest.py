"""The specifications that the tests of this folder emit tests for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.model import Model

HERE = Path(__file__).parent
LoadModel = Callable[[str], Model]


@pytest.fixture(scope="session")
def load_model() -> LoadModel:
    """Return a function that compiles a specification of this folder by its name."""

    def load(name: str) -> Model:
        compiled = compile_sources([Source(name, (HERE / f"{name}.weft").read_text(encoding="utf-8"))])
        assert compiled.is_sound, compiled.diagnostics
        return compiled.model

    return load
