"""Whatever is typed into a specification: the front end answers with findings, never with an exception."""

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weft.compiler.report import render
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.literate import mask_prose

ROOT = Path(__file__).parent.parent.parent
ERRORS = Path(__file__).parent / "errors"
SPECS = sorted(
    path for folder in ("library", "helpdesk", "ticket_booking") for path in (ROOT / "examples" / folder).iterdir()
)
# More examples on request: WEFT_FUZZ=5000 pytest tests/dsl/test_no_traceback.py
EXAMPLES = int(os.environ.get("WEFT_FUZZ", "25"))
FUZZING = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

Edit = tuple[str, int, int, str]
EDITS = (
    "swap words",
    "replace word",
    "delete line",
    "duplicate line",
    "swap lines",
    "delete characters",
    "insert characters",
    "truncate",
)
WORD = re.compile(r"\w+")
NOISE = st.text(st.sampled_from('abX1 .,:|"#<>@{}()-=?\\/*\t\n\r\ufeff\u2028é"'), min_size=1, max_size=3)
WORDS = st.sampled_from(
    ("me", "now", "empty", "is not empty", "count of ", "Ticket", "ticket", "|", '"""', "Given ", "0")
)
EDIT = st.tuples(st.sampled_from(EDITS), st.integers(0, 10_000), st.integers(0, 10_000), NOISE | WORDS)


def edited(text: str, edit: Edit) -> str:
    """Return a text with one edit made to it; the numbers choose the place."""
    kind, first, second, noise = edit
    lines = text.splitlines(keepends=True) or [""]
    here, there = first % len(lines), second % len(lines)
    match kind:
        case "delete line":
            return "".join(lines[:here] + lines[here + 1 :])
        case "duplicate line":
            return "".join([*lines[:here], lines[there], *lines[here:]])
        case "swap lines":
            lines[here], lines[there] = lines[there], lines[here]
            return "".join(lines)
        case "swap words" | "replace word":
            return _with_other_words(text, first, second, is_swap=kind == "swap words")
        case "delete characters":
            start = first * 7919 % (len(text) + 1)
            return text[:start] + text[start + 1 + second % 9 :]
        case "insert characters":
            start = first * 7919 % (len(text) + 1)
            return text[:start] + noise + text[start:]
        case _:
            return text[: first * 7919 % (len(text) + 1)]


def _with_other_words(text: str, first: int, second: int, *, is_swap: bool) -> str:
    """Return a text in which one word stands in the place of another: it mostly parses, and means something else."""
    words = list(WORD.finditer(text))
    if not words:
        return text
    here, there = sorted(
        (words[first * 7919 % len(words)], words[second * 104_729 % len(words)]), key=lambda w: w.start()
    )
    last = here[0] if is_swap else there[0]
    if here == there:
        return text
    return text[: here.start()] + there[0] + text[here.end() : there.start()] + last + text[there.end() :]


def report(name: str, text: str) -> str:
    """Return the report on a text, so that every place in it is looked up, too."""
    source = Source(name, text)
    return render(compile_sources([source]).diagnostics)


@cache
def spec_texts() -> tuple[str, ...]:
    """Return the specifications to spoil: examples as one text each, and the programs with mistakes."""
    folders = sorted({path.parent for path in SPECS})
    joined = ["\n".join(_spec(path) for path in sorted(folder.iterdir())) for folder in folders]
    return (*joined, *(path.read_text(encoding="utf-8") for path in sorted(ERRORS.glob("*.weft"))))


def _spec(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".weft":
        return text
    return mask_prose(Source(path.name, text)).text if path.name != "README.md" else ""


@FUZZING
@given(st.integers(0, 10_000), st.lists(EDIT, min_size=1, max_size=4))
def test_a_spoilt_specification_gets_a_report(choice: int, edits: list[Edit]) -> None:
    """Lines and characters of good and bad specifications are lost, doubled, swapped and typed in between."""
    texts = spec_texts()
    text = texts[choice % len(texts)]
    for edit in edits:
        text = edited(text, edit)
    assert report("spoilt.weft", text)


@pytest.fixture(scope="session")
def features(corpora: Path) -> list[str]:
    """Return the Gherkin files of the corpora."""
    found = sorted((corpora / "gherkin").rglob("*.feature"))
    assert found
    return [path.read_bytes().decode() for path in found]


@FUZZING
@given(data=st.data())
def test_a_spoilt_feature_gets_a_report(features: list[str], data: st.DataObject) -> None:
    """The same for plain Gherkin, whose steps mean nothing to an empty model."""
    text = data.draw(st.sampled_from(features))
    for edit in data.draw(st.lists(EDIT, max_size=4)):
        text = edited(text, edit)
    name = data.draw(st.sampled_from(("spoilt.feature", "spoilt.weft")))
    assert report(name, text)


@FUZZING
@given(st.text(max_size=200))
def test_any_text_gets_a_report(text: str) -> None:
    """Nor does a text that was never a specification do harm."""
    assert report("any.weft", text)


READERS: dict[str, Callable[[str], str]] = {
    "weft": lambda text: report("any.weft", text),
    "feature": lambda text: report("any.feature", text),
    "md": lambda text: report("any.md", text),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\r\n", "\t", "```weft", "Feature:", "Entity:", "|", "@", '"""'])
def test_a_text_with_next_to_nothing_in_it_gets_a_report(kind: str, text: str) -> None:
    """The shortest texts are told apart from missing ones."""
    assert READERS[kind](text)
