"""Each sentence form, by example: what it means, or what is wrong and where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weft.dsl.model import Model
from weft.dsl.operations import Persona
from weft.dsl.steps.binder import Binder
from weft.dsl.steps.cast import Cast
from weft.dsl.steps.forms import FORMS
from weft.dsl.steps.raw_step import RawStep
from weft.dsl.steps.sentences import Sentences
from weft.dsl.steps.vocabulary import Vocabulary

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("phase", "text", "operations"), rows("sentences.tsv"))
def test_a_sentence_means_its_operations(
    binder: Binder, step: Callable[..., RawStep], phase: str, text: str, operations: str
) -> None:
    bound, findings = binder.bind_scenario([step("given", 'a customer "Ann"'), step(phase, text)])
    assert not findings
    assert " ; ".join(repr(item.operation) for item in bound[1:]) == operations
    assert {(item.phase, item.text) for item in bound[1:]} == {(phase, text)}


@pytest.mark.parametrize(("phase", "text", "code", "place", "message", "hint"), rows("problems.tsv"))
def test_a_wrong_sentence_gets_one_finding_at_the_wrong_word(
    binder: Binder, step: Callable[..., RawStep], phase: str, text: str, code: str, place: str, message: str, hint: str
) -> None:
    bound, findings = binder.bind_scenario([step("given", 'a customer "Ann"'), step(phase, text)])
    found = [(item.code, item.span.text, item.message, item.hint) for item in findings]
    assert found == [(code, place, message, hint)]
    assert bound[1].operation is None


def test_every_phrase_of_the_built_in_forms_has_an_example(model: Model) -> None:
    vocabulary = Vocabulary(model)
    sentences, cast = Sentences(vocabulary), Cast(vocabulary)
    cast.note(Persona("Customer", "Ann"))
    seen = {
        candidate.reading.pattern.phrase.text
        for phase, text, _ in rows("sentences.tsv")
        for candidate in sentences.candidates(phase, text, cast)
        if candidate.problem is None
    }
    assert [phrase for form in FORMS for phrase in form.phrases if not form.has_table and phrase not in seen] == []
