"""Values that a scenario leaves out are the same in the generated tests as in the interpreter."""

from collections.abc import Callable

import pytest

from weft.backends.test_suite import samples
from weft.dsl.expressions import Value
from weft.dsl.interpreter import samples as interpreter
from weft.dsl.model import Model


@pytest.mark.parametrize("name", ["rail", "library", "operations"])
@pytest.mark.parametrize("person", [None, "Ann Li"])
@pytest.mark.parametrize("number", [1, 12])
def test_both_fill_a_record_alike(
    name: str, person: str | None, number: int, load_model: Callable[[str], Model]
) -> None:
    model = load_model(name)

    def reach(entity: str) -> Value:
        return f"first {entity}"

    for entity in model.entities:
        theirs = interpreter.fill(entity, {}, interpreter.Sample(number, model.system.clock, person, reach))
        sample = samples.Sample(number, model.system.clock, person, reach)
        ours = {
            field.name: samples.sample_of_field(field, entity.identifiers, sample)
            for field in samples.missing_fields(entity, dict[str, Value]())
        }
        assert ours == theirs


def test_the_password_is_the_same() -> None:
    assert samples.SAMPLE_PASSWORD == interpreter.DEFAULT_PASSWORD
