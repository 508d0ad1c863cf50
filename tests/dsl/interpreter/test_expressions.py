"""Expressions have the values they should, and say so where they have none."""

import pytest
from model_parts import at, compare, const, number, quotient, read, ref, var
from msgspec.structs import replace
from ticket_model import BACKGROUND, book, ticket_model

from weft.dsl import expressions as ex
from weft.dsl import model as m
from weft.dsl import value_types as vt
from weft.dsl.interpreter import givens, whens
from weft.dsl.interpreter.expressions import Frame
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.outcomes import EvaluationError, UnsetError
from weft.dsl.interpreter.stage import Stage
from weft.dsl.interpreter.views import Views
from weft.dsl.operations import HavePerson, HaveRecords

MODEL = ticket_model()


def stage_with(model: m.Model = MODEL) -> Stage:
    """Return a scenario in which the background and one booking of two seats exist."""
    interpreter = Interpreter(model)
    stage = Stage(interpreter, Views(interpreter.index, interpreter.evaluator, interpreter.queries))
    for _, operation in BACKGROUND:
        if isinstance(operation, HaveRecords):
            givens.have_records(stage, operation)
        if isinstance(operation, HavePerson):
            givens.have_person(stage, operation)
    whens.perform(stage, book(2))
    return stage


def value(expression: ex.Expression, stage: Stage | None = None, **variables: ex.Value) -> object:
    stage = stage or stage_with()
    frame = Frame(stage.state.records, stage.state.now, None, dict(variables))
    return stage.interpreter.evaluator.value(expression, frame)


def aggregate(function: str, value: ex.Expression | None, where: ex.Expression | None = None) -> ex.Aggregate:
    kind = vt.Bool() if function in ("any", "all") else vt.Int()
    return ex.Aggregate(
        function=function, entity="Booking", row="row", where=where, value=value, type=kind, span=at(function)
    )


ROW = ref("row", "Booking")
SEATS = read(ROW, "seats", vt.Int())
TOTAL = read(ref("booking", "Booking"), "total", vt.Money())


def test_a_derived_field_is_read_like_any_other() -> None:
    assert value(TOTAL, booking="B000001") == 110600


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (aggregate("count", None), 1),
        (aggregate("count", None, compare(SEATS, ">", number(2))), 0),
        (aggregate("sum", SEATS), 2),
        (aggregate("any", None, compare(SEATS, "=", number(2))), True),
        (aggregate("any", None, compare(SEATS, "=", number(3))), False),
        (aggregate("all", compare(SEATS, ">", number(1))), True),
        (aggregate("all", compare(SEATS, ">", number(2)), compare(SEATS, ">", number(5))), True),
    ],
)
def test_aggregates_run_over_the_records(expression: ex.Expression, expected: object) -> None:
    assert value(expression) == expected


def test_a_zero_denominator_says_where_it_stands() -> None:
    broken = quotient(number(1), number(0), ex.Rounding.DOWN, vt.Int())
    with pytest.raises(EvaluationError, match="division by zero") as caught:
        value(broken)
    assert caught.value.rule == broken.span


def test_a_missing_record_is_told_by_name() -> None:
    with pytest.raises(EvaluationError, match='there is no booking "B9"'):
        value(TOTAL, booking="B9")


def test_an_unset_input_is_told_by_name() -> None:
    with pytest.raises(UnsetError, match="percent has no value yet"):
        value(var("percent", vt.Int()))


def test_an_empty_value_cannot_be_ordered() -> None:
    with pytest.raises(EvaluationError, match="an empty value cannot be used here"):
        value(compare(var("n", vt.Int()), "<", number(3)), n=None)


def test_a_path_through_an_empty_reference_is_empty() -> None:
    train = var("train", vt.Optional(vt.Reference("Train")))
    number_of = ex.FieldRead(record=train, entity="Train", name="number", type=vt.Text(), span=at("train.number"))
    assert value(number_of, train=None) is None


def decision(policy: m.HitPolicy, *rows: tuple[int, int]) -> m.Model:
    """Return a model with the decision `d(n)` whose rows are (n at least, result)."""
    made = tuple(
        m.DecisionRow(
            id=f"row:{place}",
            span=at(f"row {place}"),
            conditions=(compare(var("n", vt.Int()), ">=", number(least)),),
            result=number(result),
        )
        for place, (least, result) in enumerate(rows, 1)
    )
    parameters = (m.Parameter(name="n", type=vt.Int(), label="N"),)
    found = m.Decision(
        id="d", span=at("d"), name="d", parameters=parameters, returns=vt.Int(), policy=policy, rows=made
    )
    return replace(MODEL, decisions=(found,), workflows=())


def decided(model: m.Model, n: int) -> object:
    expression = ex.Decide(decision="d", arguments=(const(n, vt.Int()),), type=vt.Int(), span=at("d(n)"))
    return value(expression, stage_with(model))


@pytest.mark.parametrize(
    ("policy", "n", "expected"),
    [
        (m.HitPolicy.FIRST, 20, 1),
        (m.HitPolicy.UNIQUE, 5, 2),
        (m.HitPolicy.COLLECT, 20, 3),
        (m.HitPolicy.COLLECT, -1, 0),
    ],
)
def test_the_hit_policy_says_which_row_counts(policy: m.HitPolicy, n: int, expected: int) -> None:
    assert decided(decision(policy, (10, 1), (0, 2)), n) == expected


def test_any_takes_rows_that_agree() -> None:
    assert decided(decision(m.HitPolicy.ANY, (10, 7), (0, 7)), 20) == 7


@pytest.mark.parametrize(
    ("policy", "n", "message"),
    [
        (m.HitPolicy.UNIQUE, 20, "2 rows of d match n = 20"),
        (m.HitPolicy.ANY, 20, "matching rows of d differ for n = 20"),
        (m.HitPolicy.FIRST, -1, "no row of d matches n = -1"),
    ],
)
def test_a_table_without_one_answer_says_so(policy: m.HitPolicy, n: int, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        decided(decision(policy, (10, 1), (0, 2)), n)
