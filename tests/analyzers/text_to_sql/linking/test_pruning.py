"""Schemas are pruned to what a question asks for, within a budget, and stay joined."""

import pytest
from msgspec import structs

from weft.analyzers.text_to_sql.linking.column_model import (
    ColumnModel,
    read_column_model,
    shipped_column_model,
    write_column_model,
)
from weft.analyzers.text_to_sql.linking.pruning import BudgetTooSmall, Pruned, Pruner
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table
from weft.analyzers.text_to_sql.schema.schema_tokens import schema_tokens

QUESTION = "What is the average age of the singers who sang in a concert held at the stadium Glebe Park?"


@pytest.fixture(scope="module")
def model() -> ColumnModel:
    return shipped_column_model()


@pytest.fixture(scope="module")
def pruner(model: ColumnModel) -> Pruner:
    return Pruner(model)


def _table(name: str, columns: str, *keys: tuple[str, str]) -> Table:
    pairs = [column.partition(":") for column in columns.split()]
    made = tuple(Column(column, kind) for column, _, kind in pairs)
    foreign = tuple(ForeignKey((column,), target, (f"{target}_id",)) for column, target in keys)
    return Table(name, made, (made[0].name,), foreign)


@pytest.fixture(scope="module")
def concerts() -> Schema:
    other = [
        _table(f"ledger_{at}", f"ledger_{at}_id:INTEGER voucher_{at}:TEXT debit_{at}:REAL approver_{at}:TEXT")
        for at in range(30)
    ]
    return Schema(
        "concerts",
        (
            _table("singer", "singer_id:INTEGER name:TEXT age:INTEGER country:TEXT"),
            _table("stadium", "stadium_id:INTEGER name:TEXT capacity:INTEGER"),
            _table("concert", "concert_id:INTEGER stadium_id:INTEGER held_on:DATE", ("stadium_id", "stadium")),
            _table(
                "appearance",
                "appearance_id:INTEGER singer_id:INTEGER concert_id:INTEGER fee:REAL",
                ("singer_id", "singer"),
                ("concert_id", "concert"),
            ),
            *other,
        ),
    )


def _places(pruned: Pruned) -> set[tuple[str, str]]:
    return {(kept.table, kept.column) for kept in pruned.kept}


def test_what_is_asked_for_is_kept(pruner: Pruner, concerts: Schema) -> None:
    pruned = pruner(Question(QUESTION, concerts))
    assert {("singer", "age"), ("stadium", "name")} <= _places(pruned)
    assert not any(table.startswith("ledger") for table, _ in _places(pruned))
    assert pruned.tokens == schema_tokens(pruned.schema)
    assert pruned.tokens < 0.3 * pruned.tokens_before == 0.3 * schema_tokens(concerts)


def test_tables_that_are_kept_stay_joined(pruner: Pruner, concerts: Schema) -> None:
    pruned = pruner(Question(QUESTION, concerts))
    joins = {("appearance", "singer_id"), ("appearance", "concert_id"), ("concert", "stadium_id")}
    assert joins <= _places(pruned)
    assert sum(len(table.foreign_keys) for table in pruned.schema) == 3


def test_columns_say_why_they_are_kept(pruner: Pruner, concerts: Schema) -> None:
    reasons = {(kept.table, kept.column): kept.reason for kept in pruner(Question(QUESTION, concerts)).kept}
    assert reasons["singer", "age"] == "said in the question"
    assert reasons["appearance", "singer_id"] in ("joins appearance with singer", "shares singer")


def test_evidence_counts(pruner: Pruner, concerts: Schema) -> None:
    question = Question("Who signs?", concerts, "signs refers to approver_7")
    reasons = {(kept.table, kept.column): kept.reason for kept in pruner(question).kept}
    assert reasons["ledger_7", "approver_7"] == "said in the evidence"


@pytest.mark.parametrize("budget", [20, 40, 60])
def test_a_budget_holds(pruner: Pruner, concerts: Schema, budget: int) -> None:
    pruned = pruner(Question(QUESTION, concerts), budget)
    assert 0 < pruned.tokens <= budget


def test_a_schema_within_its_budget_is_kept_whole(pruner: Pruner, concerts: Schema) -> None:
    pruned = pruner(Question(QUESTION, concerts), schema_tokens(concerts))
    assert pruned.schema == concerts
    assert pruned.tokens == pruned.tokens_before


def test_of_tables_for_each_day_one_stands_for_all(pruner: Pruner) -> None:
    days = [_table(f"event_202401{day:02}", "event_id:INTEGER browser:TEXT held_at:TIMESTAMP") for day in range(1, 31)]
    schema = Schema("lake", (_table("browser", "browser_id:INTEGER maker:TEXT"), *days))
    pruned = pruner(Question("How many events has each browser?", schema))
    (event,) = [table for table in pruned.schema if table.name.startswith("event")]
    assert event.name == "event_20240130"
    assert event.alike == tuple(day.name for day in days[:-1])
    assert event.description == "one of 30 tables with these columns, event_20240101 to event_20240130"
    assert pruned.tokens < 0.1 * pruned.tokens_before == 0.1 * schema_tokens(schema)


def test_of_a_record_the_fields_that_are_asked_for_are_kept(pruner: Pruner) -> None:
    spare = ", ".join(f"spare_{at} STRING" for at in range(40))
    visit = Table("visit", (Column("id", "INT64"), Column("device", f"STRUCT<browser STRING, {spare}>")))
    schema = Schema("lake", (visit,))
    pruned = pruner(Question("How many visits has each browser?", schema), 17)
    assert ("visit", "device.browser") in _places(pruned)
    assert pruned.schema.tables[0].column("device") == Column("device", "STRUCT<browser STRING>")
    assert pruned.tokens == schema_tokens(pruned.schema)
    assert pruner(Question("How many visits?", schema), schema_tokens(schema)).schema == schema


def test_two_tables_with_numbers_are_two(pruner: Pruner) -> None:
    teams = [_table(f"team{number}", "player_id:INTEGER goals:INTEGER") for number in (1, 2)]
    pruned = pruner(Question("What are the goals of each player in team 1?", Schema("cup", tuple(teams))), worth=0)
    assert [table.name for table in pruned.schema] == ["team1", "team2"]


def test_a_budget_that_holds_nothing_is_told(pruner: Pruner, concerts: Schema) -> None:
    with pytest.raises(BudgetTooSmall, match=r"1 tokens hold no column: \w+\.\w+ alone takes \d+"):
        pruner(Question(QUESTION, concerts), 1)


def test_a_schema_without_tables_stays_as_it_is(pruner: Pruner) -> None:
    empty = Schema("nothing", ())
    assert pruner(Question(QUESTION, empty)) == Pruned(empty, (), 0, 0)


def test_a_question_that_names_nothing_keeps_something(pruner: Pruner, concerts: Schema) -> None:
    assert pruner(Question("", concerts), worth=1.0).kept


def test_models_for_other_features_are_refused(model: ColumnModel, concerts: Schema) -> None:
    other = structs.replace(model, features=("charm", *model.features[1:]))
    with pytest.raises(UnusableModel, match="train it again"):
        Pruner(other)(Question(QUESTION, concerts))


def test_files_without_a_model_are_refused() -> None:
    with pytest.raises(UnusableModel):
        read_column_model(b"{}")


def test_the_shipped_model_is_small(model: ColumnModel) -> None:
    assert len(write_column_model(model)) <= 150_000
