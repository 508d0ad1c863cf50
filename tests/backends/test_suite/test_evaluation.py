"""What the compiler computes for the generated tests is what the interpreter computes."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from weft.backends.test_suite.evaluation import Situation
from weft.backends.test_suite.example_records import Examples
from weft.diagnostics import Source, Span
from weft.dsl.compile import compile_sources
from weft.dsl.expressions import Constant, RoundedQuotient, Rounding
from weft.dsl.interpreter.arithmetic import divide
from weft.dsl.model import Model
from weft.dsl.value_types import Int

SPAN = Span(Source("a", ""), 0, 0)


@settings(deadline=None)
@given(st.integers(-1000, 1000), st.integers(-50, 50).filter(bool), st.sampled_from(Rounding))
def test_quotients_are_rounded_alike(top: int, bottom: int, rounding: Rounding) -> None:
    model = compile_sources([Source("a", "System: A\n  clock 2026-01-01 08:00\n")]).model
    parts = [Constant(type=Int(), span=SPAN, value=value) for value in (top, bottom)]
    quotient = RoundedQuotient(type=Int(), span=SPAN, numerator=parts[0], denominator=parts[1], rounding=rounding)
    situation = Situation(model, model.system.clock)
    assert situation.value(quotient) == divide(top, bottom, rounding)


def test_examples_break_no_rule(load_model: Callable[[str], Model]) -> None:
    for name in ("rail", "library", "operations"):
        examples = Examples(load_model(name))
        for entity in examples.model.entities:
            assert examples.is_valid(entity, examples.first[entity.name])


def test_an_example_is_repaired_where_plain_values_break_a_check(load_model: Callable[[str], Model]) -> None:
    train = Examples(load_model("rail")).first["Train"]
    assert train["origin"] != train["destination"]
