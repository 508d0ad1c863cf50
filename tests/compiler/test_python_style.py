"""Generated Python is laid out by ruff; nothing else is touched."""

from pathlib import Path

import pytest

from weft.backends.backend import OutputFile, Ownership
from weft.compiler.python_style import UnformattedOutput, style


def styled(path: str, text: str) -> str:
    return style([OutputFile(path, text)])[0].text


def test_imports_are_sorted_and_unused_ones_dropped() -> None:
    text = "from app.a import x\nimport fastapi\nimport os\nimport abc\nx(abc, fastapi)\n"
    assert styled("app/b.py", text) == "import abc\n\nimport fastapi\n\nfrom app.a import x\n\nx(abc, fastapi)\n"


def test_lines_are_wrapped_at_100() -> None:
    assert styled("a.py", f"x = [{', '.join(['1234567'] * 10)}]\n").count("\n") == 1
    assert styled("a.py", f"x = [{', '.join(['1234567'] * 11)}]\n").count("\n") > 1


def test_quotes_and_blank_lines_are_brought_in_order() -> None:
    assert styled("a.py", "def f():\n  return 'a'\ndef g(): pass") == (
        'def f():\n    return "a"\n\n\ndef g():\n    pass\n'
    )


@pytest.mark.parametrize("path", ["a.sql", "README.md", "app/page.html", "py"])
def test_what_is_not_python_is_left_alone(path: str) -> None:
    assert styled(path, "import  os") == "import  os"


def test_order_owners_and_elements_stay() -> None:
    files = [
        OutputFile("b.py", "b=1\n", ("entity:B",), Ownership.EXTENSION),
        OutputFile("a.sql", "SELECT", ("entity:A",)),
        OutputFile("a.py", "a=1\n"),
    ]
    assert style(files) == [
        OutputFile("b.py", "b = 1\n", ("entity:B",), Ownership.EXTENSION),
        OutputFile("a.sql", "SELECT", ("entity:A",)),
        OutputFile("a.py", "a = 1\n"),
    ]


def test_settings_of_the_place_where_weft_runs_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ruff.toml").write_text('line-length = 20\nformat.quote-style = "single"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert styled("a.py", 'x = ["aaaaaaaaa", "bbbbbbbbbbb"]\n') == 'x = ["aaaaaaaaa", "bbbbbbbbbbb"]\n'


def test_no_files_are_no_trouble() -> None:
    assert style([]) == []


def test_python_that_is_none_is_a_failure_of_weft() -> None:
    with pytest.raises(UnformattedOutput, match=r"bad\.py"):
        styled("bad.py", "def (:\n")
