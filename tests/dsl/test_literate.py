"""Literate specs: only the ```weft blocks of a Markdown file count, and every position stays true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.literate import has_weft_block, mask_prose

SPEC = "Role: Ann"


def masked(text: str) -> str:
    return mask_prose(Source("a.md", text)).text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"# Title\n\n```weft\n{SPEC}\n```\nprose\n", id="a plain block"),
        pytest.param(f"```weft\r\n{SPEC}\r\n```\r\n", id="lines that end in CRLF"),
        pytest.param(f"~~~~ weft title=x\n{SPEC}\n~~~~\n", id="tildes and more words"),
        pytest.param(f"1. step\n\n    ```weft\n{SPEC}\n    ```\n", id="a block inside a list"),
        pytest.param(f"```weft\n{SPEC}\n", id="a block that is never closed"),
        pytest.param(f"```python\nx = 1\n```\n```weft\n{SPEC}\n```", id="after a block of another language"),
    ],
)
def test_a_block_is_kept_and_prose_is_blanked(text: str) -> None:
    assert masked(text).split() == SPEC.split()
    assert masked(text).index(SPEC) == text.index(SPEC)
    assert has_weft_block(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{SPEC}\n", id="prose"),
        pytest.param(f"````markdown\n```weft\n{SPEC}\n```\n````\n", id="a block that is quoted in a longer one"),
        pytest.param(f"```python\n{SPEC}\n```\n", id="a block of another language"),
        pytest.param(f"```wefty\n{SPEC}\n```\n", id="a language that only begins alike"),
        pytest.param(f"``` weft `code`\n{SPEC}\n", id="inline code"),
    ],
)
def test_all_else_is_prose(text: str) -> None:
    assert not masked(text).strip()
    assert not has_weft_block(text)


def test_a_block_ends_only_at_a_mark_as_long_as_the_first() -> None:
    assert masked("````weft\na\n```\nb\n````\nc").split() == ["a", "```", "b"]


@given(
    st.lists(st.sampled_from(["```weft", "```", "~~~weft", "~~~~", "````x", "a b\tc", "", "  ```", "城\u2028"])),
    st.booleans(),
)
def test_lengths_and_line_ends_stay(lines: list[str], is_windows: bool) -> None:
    text = ("\r\n" if is_windows else "\n").join(lines)
    result = masked(text)
    assert len(result) == len(text)
    assert [i for i, char in enumerate(result) if char in "\r\n"] == [
        i for i, char in enumerate(text) if char in "\r\n"
    ]
    assert all(new in (old, " ") for new, old in zip(result, text, strict=True))


def test_mock_ups_are_kept_with_the_page_and_the_requirement_they_stand_under() -> None:
    text = (
        '# Home\n\n![the start](img/home.png)\n\n```weft\nPage: Home at "/"\n  text "Hello"\n```\n\n'
        "# Greeting\n\n```weft\nFeature: REQ-1 Say hello\n```\n\n![greeting](img/hello.png)\n"
    )
    model = compile_sources([Source("a.md", text)]).model
    assert model.pages[0].images == ("img/home.png",)
    assert model.requirements[0].images == ("img/hello.png",)
