"""Rules are called in messages as people call them."""

import pytest

from weft.dsl.interpreter.rule_names import rule_name


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("action:lend/requires:2", "a `requires` of lend"),
        ("action:lend/by", "the `by` of lend"),
        ("action:lend/parameter:book", "the input book of lend"),
        ("action:pay/calls:1", "the call in pay"),
        ("entity:Book/field:copies", "the field copies of Book"),
        ("role:Reader/field:email", "the field email of Reader"),
        ("entity:Book/check:1", "a `check` of Book"),
        ("task:Approve it", "task Approve it"),
        ("sign-in", "sign-in"),
        ("R-1", "R-1"),
        ("REQ-1/seats", "REQ-1/seats"),
    ],
)
def test_a_rule_is_called_by_what_it_belongs_to(rule: str, name: str) -> None:
    assert rule_name(rule) == name
