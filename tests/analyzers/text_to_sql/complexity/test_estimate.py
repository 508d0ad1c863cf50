"""Questions are estimated by models that ship, in no time and without any library; the models can be made again."""

from pathlib import Path
from time import perf_counter

import pytest

from weft.analyzers.text_to_sql.complexity.estimate import Estimator, read_models, shipped_models, write_models
from weft.analyzers.text_to_sql.complexity.features import features
from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.complexity.masking import masked_words
from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.linking.link import index_schema, link
from weft.analyzers.text_to_sql.models.linear_model import LinearModel, packed
from weft.analyzers.text_to_sql.models.model_files import UnusableModel
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table
from weft.analyzers.text_to_sql.training.estimates import rated_hardness, samples_of, train_hardness

SCHEMA = Schema(
    "concerts",
    (
        Table("singer", (Column("id", "INT"), Column("stage_name", "TEXT"), Column("age", "INT")), ("id",)),
        Table(
            "concert",
            (Column("id", "INT"), Column("singer_id", "INT"), Column("held_on", "DATE", "day")),
            ("id",),
            (ForeignKey(("singer_id",), "singer", ("id",)),),
        ),
    ),
)


def test_words_lead_to_tables_and_columns() -> None:
    index = index_schema(SCHEMA)
    links = link(("stage", "name", "of", "singer", "with", "a", "concert", "day", "xyz"), index)
    assert (links.tables, links.columns, links.forced) == ({0, 1}, {1, 5}, {0, 1})
    assert (links.unknown, links.partial_columns) == (1, {4})
    assert link(("id",), index).ambiguous == 1


def test_what_tells_of_one_database_only_is_masked() -> None:
    question = Question("Which singers of Paris older than 30 have the stage name 'Big Bob'?", SCHEMA)
    masked = masked_words(question, index_schema(SCHEMA))
    assert " ".join(masked) == "which #table of #name older than #number have the #column name #value ?"


def test_features_have_the_same_names_for_all_questions() -> None:
    index = index_schema(SCHEMA)
    asked = [Question("", SCHEMA), Question("How many singers are there?", SCHEMA, "x refers to y")]
    first, second = (features(question, index) for question in asked)
    assert list(first) == list(second)
    assert (second["cue_count"], second["evidence_reference"], second["both_tables"]) == (1, 1, 1)


def test_a_model_counts_words_and_features() -> None:
    table = packed([0.0, 5.0], 0.1)
    model = LinearModel(("a", "b"), ("x",), (0.0, 0.0), ((1.0,), (-1.0,)), 1, 0.1, (table, packed([0.0, 0.0], 0.1)))
    plain = model.probabilities({"x": 0.0}, [])
    assert model.probabilities({"x": 2.0}, [])["a"] > plain["a"]
    assert sum(plain.values()) == pytest.approx(1.0)
    assert model.probabilities({"x": 0.0}, ["some", "words", "more"])["a"] > 0.5


def test_easy_and_hard_questions_are_told_apart() -> None:
    estimator = Estimator(shipped_models())
    easy = estimator(Question("How many singers are there?", SCHEMA))
    nested = "Which singers older than the average age sang in all concerts of 2014 but not in any concert of 2015?"
    hard = estimator(Question(nested, SCHEMA))
    assert easy.likeliest is Hardness.EASY
    assert hard.likeliest in (Hardness.HARD, Hardness.EXTRA)
    assert easy.difficulty["simple"] > hard.difficulty["simple"]


def test_schemas_beyond_all_that_was_seen_are_taken_for_big_ones() -> None:
    spare = (Column("spare", "TEXT"), Column("left", "INT"), Column("right", "INT"))
    big, bigger = (
        Schema("lake", (*SCHEMA.tables, *(Table(f"other_{at}", spare) for at in range(count)))) for count in (150, 3000)
    )
    estimator = Estimator(shipped_models())
    text = "Which singers older than the average sang in no concert of 2015?"
    expected = estimator(Question(text, big)).hardness
    assert estimator(Question(text, bigger)).hardness == pytest.approx(expected, abs=0.02)
    assert max(expected.values()) < 0.99


def test_the_models_are_small_and_quick() -> None:
    models = shipped_models()
    assert len(write_models(models)) <= 100_000
    estimator = Estimator(models)
    question = Question("How many singers older than 30 are there in each country?", SCHEMA)
    estimator(question)
    start = perf_counter()
    for _ in range(100):
        estimator(Question(question.text, SCHEMA))
    assert perf_counter() - start < 1.0  # 0.2 ms each on a quiet machine; ten milliseconds would be a mistake


def test_training_again_gives_the_same_model(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "spider"
    schemas = spider_files.read_schemas((folder / "tables.json").read_bytes())
    asked = spider_files.read_questions((folder / "dev.json").read_bytes())[:300]
    samples = samples_of(asked, schemas, rated_hardness)
    assert train_hardness(samples) == train_hardness(samples)


def test_bird_questions_can_be_estimated(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "bird"
    schemas = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())
    asked = bird_files.read_questions((folder / "bird_dev.json").read_bytes())[:50]
    estimator = Estimator(shipped_models())
    for one in asked:
        found = estimator(Question(one.text, schemas[one.database], one.evidence))
        assert sum(found.hardness.values()) == pytest.approx(1.0)
        assert sum(found.difficulty.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"hardness": 3}'])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableModel):
        read_models(content)
