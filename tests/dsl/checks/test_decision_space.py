"""What is found out about decision tables agrees with trying all their inputs."""

from datetime import UTC, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from weft.diagnostics import Source, Span
from weft.dsl.checks.reasoning.decision_space import Columns, DecisionSpace, common_example, overlap, space_of
from weft.dsl.expressions import And, Comparison, Constant, Expression, IsEmpty, Not, Or, Value, Variable
from weft.dsl.interpreter.expressions import Evaluator, Frame
from weft.dsl.interpreter.index import Index
from weft.dsl.model import Decision, DecisionRow, HitPolicy, Model, Parameter, System
from weft.dsl.value_types import Bool, Choice, Int, Optional, Text, ValueType, plain

SPAN = Span(Source("", ""), 0, 0)
COLOURS = Choice("Colour", ("red", "green", "blue"))
# Every type with all its values: few enough to try them all.
DOMAINS: tuple[tuple[ValueType, tuple[Value, ...]], ...] = (
    (Int(0, 9), tuple(range(10))),
    (Bool(), (True, False)),
    (COLOURS, COLOURS.members),
    (Optional(COLOURS), (None, *COLOURS.members)),
)
SIGNS = ("=", "!=", "<", "<=", ">", ">=")


def comparison(column: Variable, sign: str, value: Value) -> Comparison:
    right = Constant(type=plain(column.type), span=SPAN, value=value)
    return Comparison(type=Bool(), span=SPAN, operator=sign, left=column, right=right)


@st.composite
def cells(draw: st.DrawFn, column: Variable, values: tuple[Value, ...]) -> Expression | None:
    """Draw a cell such as a grammar can yield: anything, a comparison, a range, a list, empty."""
    present = [value for value in values if value is not None]
    signs = SIGNS if isinstance(column.type, Int) else SIGNS[:2]
    simple = st.builds(comparison, st.just(column), st.sampled_from(signs), st.sampled_from(present))
    pair = st.lists(simple, min_size=2, max_size=3).map(tuple)
    kinds: list[st.SearchStrategy[Expression | None]] = [
        st.none(),
        simple,
        pair.map(lambda parts: And(type=Bool(), span=SPAN, operands=parts)),
        pair.map(lambda parts: Or(type=Bool(), span=SPAN, operands=parts)),
        simple.map(lambda part: Not(type=Bool(), span=SPAN, operand=part)),
    ]
    if isinstance(column.type, Optional):
        kinds.append(st.just(IsEmpty(type=Bool(), span=SPAN, operand=column)))
    return draw(st.one_of(*kinds))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Decision, tuple[tuple[Value, ...], ...]]:
    """Draw a decision table and the values of its columns."""
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=3))
    columns = [Variable(type=kind, span=SPAN, name=f"c{number}") for number, (kind, _) in enumerate(domains)]
    rows = [
        DecisionRow(
            id=f"row:{number}",
            span=SPAN,
            conditions=tuple(draw(cells(column, values)) for column, (_, values) in zip(columns, domains, strict=True)),
            result=Constant(type=Int(), span=SPAN, value=number),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    parameters = tuple(Parameter(name=column.name, type=column.type, label=column.name) for column in columns)
    decision = Decision(
        id="decision:d", span=SPAN, name="d", parameters=parameters, returns=Int(), policy=HitPolicy.FIRST,
        rows=tuple(rows),
    )  # fmt: skip
    return decision, tuple(values for _, values in domains)


def matching_rows(decision: Decision, domains: tuple[tuple[Value, ...], ...]) -> dict[tuple[Value, ...], list[int]]:
    """Return the rows that the interpreter finds to match, for all inputs."""
    model = empty_model()
    evaluator = Evaluator(Index(model), set())
    names = [parameter.name for parameter in decision.parameters]
    found: dict[tuple[Value, ...], list[int]] = {}
    for inputs in product(*domains):
        frame = Frame({}, model.system.clock, None, dict(zip(names, inputs, strict=True)))
        found[inputs] = [
            number
            for number, row in enumerate(decision.rows)
            if all(cell is None or evaluator.value(cell, frame) for cell in row.conditions)
        ]
    return found


def empty_model() -> Model:
    """Return a model of nothing."""
    system = System(
        id="system", span=SPAN, name="S", locale="en-US", currency="USD", clock=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return Model(
        system=system, enumerations=(), entities=(), services=(), decisions=(), queries=(), actions=(), workflows=(),
        pages=(), apis=(), requirements=(), rules=(), scenarios=(),
    )  # fmt: skip


def known_rows(space: DecisionSpace) -> list[Columns]:
    rows = [row for row in space.rows if row is not None]
    assert len(rows) == len(space.rows)
    return rows


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_gap_is_found_exactly_where_there_is_one(drawn: tuple[Decision, tuple[tuple[Value, ...], ...]]) -> None:
    decision, domains = drawn
    space = space_of(decision)
    example = space.uncovered(known_rows(space))
    gaps = [inputs for inputs, rows in matching_rows(decision, domains).items() if not rows]
    assert (example is not None) == bool(gaps)
    assert example is None or example in gaps


@settings(max_examples=200, deadline=None)
@given(tables())
def test_rows_overlap_exactly_where_some_inputs_match_both(
    drawn: tuple[Decision, tuple[tuple[Value, ...], ...]],
) -> None:
    decision, domains = drawn
    rows = known_rows(space_of(decision))
    matched = matching_rows(decision, domains)
    for first in range(len(rows)):
        for second in range(first + 1, len(rows)):
            shared = {inputs for inputs, found in matched.items() if first in found and second in found}
            example = common_example(rows[first], rows[second])
            assert overlap(rows[first], rows[second]) == bool(shared) == (example is not None)
            assert example is None or example in shared


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_row_is_shadowed_exactly_where_it_never_counts(
    drawn: tuple[Decision, tuple[tuple[Value, ...], ...]],
) -> None:
    decision, domains = drawn
    space = space_of(decision)
    rows = known_rows(space)
    counting = {found[0] for found in matching_rows(decision, domains).values() if found}
    for number, row in enumerate(rows):
        is_shadowed = space.uncovered(rows[:number], row) is None
        assert is_shadowed == (number not in counting)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3))
def test_texts_always_leave_a_gap_for_what_is_not_named(named: list[str]) -> None:
    column = Variable(type=Text(), span=SPAN, name="c0")
    rows = tuple(
        DecisionRow(
            id=f"row:{number}",
            span=SPAN,
            conditions=(comparison(column, "=", text),),
            result=Constant(type=Int(), span=SPAN, value=number),
        )
        for number, text in enumerate(named)
    )
    decision = Decision(
        id="decision:d", span=SPAN, name="d", returns=Int(), policy=HitPolicy.FIRST, rows=rows,
        parameters=(Parameter(name="c0", type=Text(), label="C"),),
    )  # fmt: skip
    space = space_of(decision)
    example = space.uncovered(known_rows(space))
    assert example is not None and example[0] not in named
