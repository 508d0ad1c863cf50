"""What programs may import: every name is there, and none is imported before it is asked for."""

import subprocess
import sys

import pytest

from weft.analyzers import text_to_sql


@pytest.mark.parametrize("name", text_to_sql.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(text_to_sql, name) is not None


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Rooter'"):
        text_to_sql.Rooter  # noqa: B018  # pyright: ignore


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    program = (
        "import sys, weft.analyzers.text_to_sql; print([name for name in ('sqlglot', 'jinja2') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
