"""LANGUAGE.md tells all of the language: its program is sound, and no clause, sentence or setting is left out."""

import re
from pathlib import Path

import pytest

from weft.compiler.config import SETTINGS
from weft.diagnostics import Severity, Source
from weft.dsl.blocks import KEYWORDS
from weft.dsl.clauses import grammar_text
from weft.dsl.compile import compile_sources
from weft.dsl.steps.forms import FORMS

PAGE = (Path(__file__).parent.parent / "LANGUAGE.md").read_text(encoding="utf-8")
SPOKEN = set(re.findall(r"[\w-]+", PAGE))
ELSEWHERE = {"route", "sql"}  # tables of settings that other tools have


def test_its_program_is_sound() -> None:
    (program,) = re.findall(r"```gherkin\n(.*?)```", PAGE, re.S)
    found = compile_sources([Source("shed.weft", program)]).diagnostics
    assert [item.message for item in found if item.severity is Severity.ERROR] == []


def test_every_word_of_the_grammar_is_told() -> None:
    grammar = grammar_text()
    groups = re.findall(r"^[A-Z]+[.\d]*: /\(([a-z|]+)\)", grammar, re.M)
    words = {*re.findall(r'"([a-z]+)"', grammar), *KEYWORDS, *"|".join(groups).split("|")}
    assert words - SPOKEN == set()


@pytest.mark.parametrize("phrase", sorted({phrase for form in FORMS for phrase in form.phrases}))
def test_every_sentence_is_told(phrase: str) -> None:
    assert f"`{phrase}`" in PAGE


def test_every_setting_is_told() -> None:
    assert set(SETTINGS) - ELSEWHERE - SPOKEN == set()
