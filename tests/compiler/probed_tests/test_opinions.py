"""The second opinion: what is compared, what is counted, and what cannot be asked."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from weft.compiler.probed_tests.opinions import Opinions
from weft.compiler.probed_tests.plan import Plan, RuleCall, WatchedFunction
from weft.compiler.probed_tests.plugin import MODULE
from weft.compiler.probed_tests.probed_rules import ProbedRules

DISCOUNT = WatchedFunction("m", "discount", (RuleCall("decision.discount", "decision:discount", ("points",)),))
REDUCED = WatchedFunction(
    "m", "reduced", (RuleCall("entity.Item.field.reduced", "entity:Item/field:reduced", ("price", "points")),)
)
GUARD = WatchedFunction(
    "m",
    "guard",
    (
        RuleCall("action.buy.requires.1", "action:buy/requires:1", ("count",)),
        RuleCall("action.buy.requires.2", "action:buy/requires:2", ("count", "left")),
    ),
    refuses=True,
    later=("R-9",),
)


class Refusal:
    """What generated code gives where a rule refuses."""

    def __init__(self, rule: str) -> None:
        self.rule = rule


@pytest.fixture
def opinions(built: Path, plan: Plan) -> Opinions:
    """Provide second opinions of the rules of the system."""
    spec = importlib.util.spec_from_file_location("rules_of_shop", built / "app/rules/__init__.py")
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    elements = {element.id: element for element in plan.elements}
    return Opinions(lambda: ProbedRules.load(built / MODULE, module.Rules, elements))


def giving(value: object) -> Callable[[], object]:
    return lambda: value


def told(opinions: Opinions) -> list[str]:
    return [str(item) for item in opinions.disagreements]


def test_a_value_is_compared_and_its_row_is_counted(opinions: Opinions) -> None:
    assert opinions.checked(DISCOUNT, {"points": 12}, giving(5)) == 5
    assert (told(opinions), opinions.take()) == ([], [("decision:discount/row:2", "matched")])


def test_another_value_is_told(opinions: Opinions) -> None:
    assert opinions.checked(DISCOUNT, {"points": 12}, giving(6)) == 6
    assert told(opinions) == ["decision.discount(points=12): Python says 6, domain.wasm says 5"]


def test_rules_within_a_rule_are_reached_in_their_order(opinions: Opinions) -> None:
    opinions.checked(REDUCED, {"price": 50, "points": 100}, giving(40))
    assert opinions.take() == [("decision:discount/row:1", "matched"), ("entity:Item/field:reduced", "worked out")]


def test_what_is_asked_within_a_question_is_compared_and_not_counted_again(opinions: Opinions) -> None:
    def reduced() -> int:
        return 50 - opinions.checked(DISCOUNT, {"points": 100}, giving(11))

    opinions.checked(REDUCED, {"price": 50, "points": 100}, reduced)
    assert [element for element, _ in opinions.take()] == ["decision:discount/row:1", "entity:Item/field:reduced"]
    assert len(opinions.disagreements) == 2


@pytest.mark.parametrize(
    ("scope", "refusal", "reached"),
    [
        ({"count": 1, "left": 2}, None, ["met", "met"]),
        ({"count": 1, "left": 2}, "R-9", ["met", "met"]),
        ({"count": 3, "left": 2}, "action:buy/requires:2", ["met", "refused"]),
        ({"count": 0, "left": 2}, "action:buy/requires:1", ["refused"]),
        ({"count": 0, "left": 2}, "entity:Item/field:name", []),
    ],
)
def test_rules_are_asked_up_to_the_one_that_refuses(
    scope: dict[str, int], refusal: str | None, reached: list[str], opinions: Opinions
) -> None:
    opinions.checked(GUARD, scope, giving(refusal and Refusal(refusal)))
    assert [outcome for _, outcome in opinions.take()] == reached
    assert told(opinions) == []


def test_a_refusal_for_another_reason_is_told(opinions: Opinions) -> None:
    opinions.checked(GUARD, {"count": 0, "left": 2}, giving(Refusal("action:buy/requires:2")))
    assert [item.rule for item in opinions.disagreements] == ["action.buy.requires.1", "action.buy.requires.2"]


def test_an_error_comes_through_and_is_no_value(opinions: Opinions) -> None:
    def fail() -> object:
        raise LookupError("no row")

    with pytest.raises(LookupError, match="no row"):
        opinions.checked(DISCOUNT, {"points": 12}, fail)
    assert told(opinions) == ["decision.discount(points=12): Python says no value, domain.wasm says 5"]


def test_a_number_that_leaves_64_bits_on_the_way_divides_nobody(opinions: Opinions) -> None:
    smallest = -(2**63)
    assert opinions.checked(REDUCED, {"price": smallest, "points": 10}, giving(smallest - 5)) == smallest - 5
    assert told(opinions) == []


def test_what_cannot_be_handed_over_is_counted(opinions: Opinions) -> None:
    opinions.checked(DISCOUNT, {"points": 2**64}, giving(10))
    assert (told(opinions), opinions.unasked) == ([], 1)


def test_what_was_not_there_was_not_looked_at(opinions: Opinions) -> None:
    opinions.checked(GUARD, {"count": 0}, giving(Refusal("action:buy/requires:1")))
    assert told(opinions) == []


def test_what_no_rule_tells_of_is_noted_too(opinions: Opinions) -> None:
    opinions.reach("workflow:Return/state:Look", "entered")
    assert opinions.take() == [("workflow:Return/state:Look", "entered")]
    assert opinions.take() == []
