"""Lists of references: the scenarios of lists.weft say what they mean; here is what no scenario can say."""

from pathlib import Path

import pytest

from weft.diagnostics import Source
from weft.dsl.checks.reasoning.conditions import keeps_no_bounds
from weft.dsl.checks.reasoning.satisfiability import is_impossible
from weft.dsl.compile import compile_sources
from weft.dsl.expressions import Aggregate, And, Constant, Contains, Expression, IsEmpty, LengthOf, ListWith, Not, walk
from weft.dsl.formatter import format_source
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.run import run_scenario
from weft.dsl.model import Change, DoAction, Model, Scenario
from weft.dsl.value_types import ListOf, describe

SPEC = Path(__file__).with_name("lists.weft")
TEXT = SPEC.read_text(encoding="utf-8")


def compiled(text: str = TEXT) -> Model:
    found = compile_sources([Source(SPEC.name, text)])
    assert found.is_sound, [item.message for item in found.diagnostics]
    return found.model


MODEL = compiled()


def with_requirement(condition: str) -> Expression:
    """Return a condition of an action on a ticket, resolved."""
    line = 'requires ticket.tags is not empty else "Nothing to clear"'
    assert line in TEXT
    text, _, _ = TEXT.replace(line, f'requires {condition} else "No"', 1).partition("Feature:")
    return compiled(text).action("clear").guards[0].condition


@pytest.mark.parametrize("scenario", MODEL.scenarios, ids=lambda scenario: scenario.title)
def test_a_scenario_with_lists_agrees_with_the_rules(scenario: Scenario) -> None:
    assert run_scenario(Interpreter(MODEL), scenario).failures == ()


def test_a_list_has_a_type_that_reads_as_it_is_written() -> None:
    tags = MODEL.entity("Ticket").field("tags")
    assert tags.type == ListOf("Tag")
    assert describe(tags.type) == "list of Tag"
    assert tags.label == "Labels"


def test_a_parameter_that_fills_a_list_takes_its_label() -> None:
    assert [item.label for item in MODEL.action("report").parameters] == ["Number", "Labels"]


def test_adding_and_removing_are_one_change_of_the_list_as_it_was() -> None:
    [change] = MODEL.action("swap").effects
    assert isinstance(change, Change)
    added, removed = change.value, change.value.list if isinstance(change.value, ListWith) else None
    assert isinstance(added, ListWith) and isinstance(removed, ListWith)
    assert (added.is_removed, removed.is_removed) == (False, True)


def test_an_aggregate_over_a_list_asks_only_for_the_records_in_it() -> None:
    condition = with_requirement("any of ticket.tags where retired")
    assert isinstance(condition, Aggregate)
    assert condition.entity == "Tag"
    assert isinstance(condition.where, And) and isinstance(condition.where.operands[0], Contains)


def test_a_plain_count_is_the_length_of_the_list() -> None:
    assert any(isinstance(part, LengthOf) for part in walk(with_requirement("count of ticket.tags > 1")))


@pytest.mark.parametrize("name", ["list", "in", "adds", "removes"])
def test_words_of_lists_may_still_be_names(name: str) -> None:
    text = f'Entity: Note\n  {name}: int key\n  words: text(9)\n  check {name} > 0 "No"\n'
    assert compiled(text).entity("Note").key.name == name


def test_that_a_list_is_empty_and_is_not_excludes_itself_only_together() -> None:
    empty = with_requirement("ticket.tags is empty")
    assert isinstance(empty, IsEmpty)
    opposite = Not(type=empty.type, span=empty.span, operand=empty)
    assert is_impossible([empty, opposite], keeps_no_bounds)
    assert not is_impossible([empty], keeps_no_bounds)
    assert not is_impossible([opposite], keeps_no_bounds)


@pytest.mark.parametrize("call", ["tag(ticket)", "tag(ticket, 1)", "tag(ticket, 1, empty)"])
def test_a_step_of_a_workflow_may_leave_out_defaults_and_lists(call: str) -> None:
    action = """Action: tag(ticket: Ticket, number: int default 1, tags: list of Tag)
  by system
  requires number > 0 else "No"
  changes ticket.tags to tags
"""
    state = f"  State: A\n    do {call}\n    otherwise go Z\n  End: Z\n"
    workflow = f"Workflow: Tagging for Ticket\n  starts on action open\n{state}"
    model = compiled(TEXT.replace("Query:", f"{action}\n{workflow}\nQuery:", 1))
    [step] = model.workflows[0].states[0].steps
    assert isinstance(step, DoAction)
    assert [item.value for item in step.arguments if isinstance(item, Constant)] == [1, ()]


def test_clauses_of_lists_are_laid_out_like_others() -> None:
    before = 'Entity: T\n id:int key\n  tags :list  of T\n check   count of tags<=3   "No"\n'
    after = 'Entity: T\n  id: int key\n  tags: list of T\n  check count of tags <= 3 "No"\n'
    assert format_source(Source("t.weft", before)) == after
