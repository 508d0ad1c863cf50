"""How much of what gold SQL names is kept by pruned schemas, at what share of their tokens, and how fast.

Of Spider 2.0-lite, questions are timed here; its recall is measured in `test_spider2_pruning.py`, where its files are.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import msgspec
import pytest
import sqlglot
from msgspec import Struct, structs
from sqlglot import exp

from weft.analyzers.text_to_sql.corpora import bird_files, spider_files
from weft.analyzers.text_to_sql.corpora.bird_train_files import read_training_rows
from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.linking.column_model import shipped_column_model
from weft.analyzers.text_to_sql.linking.pruning import Pruner
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import ForeignKey, Schema, Table
from weft.analyzers.text_to_sql.training.columns import train_columns
from weft.analyzers.text_to_sql.training.gold_columns import gold_of

FOLDS = 3
SMALL = 0.0034  # what columns of small schemas must be worth
_TRAINED_EVERY, _MEASURED_EVERY = 9, 7  # one in so many questions, which keeps the whole within minutes


class Figures(Struct):
    """Sums over questions; `ratios` adds up the share of each question."""

    questions: int = 0
    gold: int = 0
    kept: int = 0
    tables: int = 0
    kept_tables: int = 0
    whole: int = 0
    tokens: int = 0
    tokens_before: int = 0
    ratios: float = 0.0
    seconds: float = 0.0

    def line(self, name: str) -> str:
        """Return a row of the table that the benchmark prints."""
        return (
            f"  {name:<26}{self.questions:>6}{self.kept / self.gold:>9.2%}{self.kept_tables / self.tables:>9.2%}"
            f"{self.whole / self.questions:>9.2%}{self.tokens / self.tokens_before:>9.2%}"
            f"{self.ratios / self.questions:>9.2%}{1000 * self.seconds / self.questions:>9.1f}"
        )


HEADER = f"\n  {'':<26}{'asked':>6}{'columns':>9}{'tables':>9}{'all':>9}{'tokens':>9}{'mean':>9}{'ms':>9}"


def measure(
    pruner: Pruner,
    examples: Sequence[Example],
    schemas: Mapping[str, Schema],
    figures: Figures,
    worth: float | None = None,
) -> None:
    """Add to the figures what a pruner does to the schemas of examples."""
    for example in examples:
        schema = schemas[example.database]
        gold = gold_of(example.sql, schema)
        if not gold or not gold.columns:
            continue
        start = time.process_time()
        pruned = pruner(Question(example.text, schema, example.evidence), worth=worth)
        figures.seconds += time.process_time() - start
        kept = {(one.table, one.column) for one in pruned.kept}
        figures.questions += 1
        figures.gold += len(gold.columns)
        figures.kept += len(gold.columns & kept)
        figures.tables += len(gold.tables)
        figures.kept_tables += len(gold.tables & {table for table, _ in kept})
        figures.whole += gold.columns <= kept
        figures.tokens += pruned.tokens
        figures.tokens_before += pruned.tokens_before
        figures.ratios += pruned.tokens / pruned.tokens_before


@pytest.fixture(scope="module")
def training(corpora: Path) -> tuple[tuple[Example, ...], dict[str, Schema]]:
    file = corpora / "text_to_sql" / "bird" / "bird_train_with_schema.parquet"
    columns = "db_id, question, evidence, SQL, schema"
    return read_training_rows(duckdb.read_parquet(str(file)).project(columns).fetchall())


def test_columns_of_unseen_databases_are_kept(training: tuple[tuple[Example, ...], dict[str, Schema]]) -> None:
    examples, schemas = training
    figures = Figures()
    for fold in range(FOLDS):
        held = set(sorted(schemas)[fold::FOLDS])
        model = train_columns([one for one in examples if one.database not in held], schemas, _TRAINED_EVERY)
        asked = [one for one in examples if one.database in held]
        measure(Pruner(model), asked[::_MEASURED_EVERY], schemas, figures)
    print(HEADER + "\n" + figures.line("BIRD train, by database"))
    assert figures.kept / figures.gold >= 0.97
    assert figures.tokens / figures.tokens_before <= 0.30


@pytest.mark.parametrize("count", [2, 8, 23])
def test_big_schemas_of_unseen_databases(count: int, training: tuple[tuple[Example, ...], dict[str, Schema]]) -> None:
    examples, schemas = training
    figures, strict = Figures(), Figures()
    held = sorted(schemas)[::FOLDS]
    pruner = Pruner(train_columns([one for one in examples if one.database not in held], schemas, _TRAINED_EVERY))
    for start in range(0, len(held) - count + 1, count):
        names = held[start : start + count]
        asked = [one for one in examples if one.database in names]
        renamed = [_of_union(one, schemas) for one in asked[:: _MEASURED_EVERY * 2 * count // min(count, 8)]]
        union = {"union": _union([schemas[name] for name in names])}
        measure(pruner, renamed, union, figures)
        measure(pruner, renamed, union, strict, worth=SMALL)
    print(HEADER + "\n" + figures.line(f"BIRD train, {count} in one"))
    print(strict.line("  as strictly as small ones"))
    assert figures.kept / figures.gold >= 0.965
    assert figures.tokens / figures.tokens_before <= 0.30


def test_other_corpora(corpora: Path) -> None:
    folder = corpora / "text_to_sql"
    bird, spider = folder / "bird", folder / "spider"
    dev = bird_files.read_questions((bird / "bird_dev.json").read_bytes())
    dev_schemas = bird_files.read_schemas((bird / "bird_dev_schema_with_samples.json").read_bytes())
    spider_schemas = spider_files.read_schemas((spider / "tables.json").read_bytes())
    pruner = Pruner(shipped_column_model())
    print(HEADER)
    sets = {"BIRD dev": (dev, dev_schemas)}
    for name, file in (("Spider dev", "dev.json"), ("Spider train", "train_spider_slim.json")):
        sets[name] = (spider_files.read_questions((spider / file).read_bytes()), spider_schemas)
    for name, (examples, schemas) in sets.items():
        figures = Figures()
        measure(pruner, examples[::_MEASURED_EVERY], schemas, figures)
        print(figures.line(name))
        assert figures.kept / figures.gold >= 0.93


def test_a_schema_of_a_thousand_columns(corpora: Path) -> None:
    folder = corpora / "text_to_sql"
    schemas = bird_files.read_schemas((folder / "bird" / "bird_dev_schema_with_samples.json").read_bytes())
    spider = spider_files.read_schemas((folder / "spider" / "tables.json").read_bytes())
    more = [spider[name] for name in sorted(spider)[:12]]
    union = _union([*schemas.values(), *more])
    dev = bird_files.read_questions((folder / "bird" / "bird_dev.json").read_bytes())
    examples = [_of_union(one, schemas) for one in dev[:: _MEASURED_EVERY * 3]]
    columns = sum(len(table.columns) for table in union)
    assert columns >= 1000
    figures = Figures()
    pruner = Pruner(shipped_column_model())
    measure(pruner, examples, {"union": union}, figures)
    strict = Figures()
    measure(pruner, examples, {"union": union}, strict, worth=SMALL)
    print(HEADER + "\n" + figures.line(f"{columns:,} columns, BIRD dev"))
    print(strict.line("  as strictly as small ones"))
    lines = (folder / "spider2" / "spider2-lite.jsonl").read_text().splitlines()
    asked = [msgspec.json.decode(line)["question"] for line in lines[::20]]
    start = time.process_time()
    shares = [found.tokens / found.tokens_before for found in (pruner(Question(text, union)) for text in asked)]
    spent = 1000 * (time.process_time() - start) / len(asked)
    print(f"  {'Spider 2.0-lite asks of it':<26}{len(asked):>6}{'':>36}{sum(shares) / len(shares):>9.2%}{spent:>9.1f}")
    assert figures.seconds / figures.questions <= 0.3


def _union(schemas: Sequence[Schema]) -> Schema:
    """Return one schema of many; each table is called by its database, too."""
    return Schema("union", tuple(_qualified(table, schema) for schema in schemas for table in schema))


def _qualified(table: Table, schema: Schema) -> Table:
    keys = tuple(
        ForeignKey(key.columns, f"{schema.name}__{key.target}", key.target_columns) for key in table.foreign_keys
    )
    label = table.label or table.name
    return structs.replace(table, name=f"{schema.name}__{table.name}", label=label, foreign_keys=keys)


def _of_union(example: Example, schemas: Mapping[str, Schema]) -> Example:
    """Return an example that asks the union."""
    return structs.replace(example, sql=_renamed(example.sql, schemas[example.database]), database="union")


def _renamed(sql: str, schema: Schema) -> str:
    """Return a query on the tables of the union."""
    query = sqlglot.parse_one(sql, read="sqlite")
    for table in query.find_all(exp.Table):
        if known := schema.table(table.name):
            alias = table.alias or table.name
            table.set("this", exp.to_identifier(f"{schema.name}__{known.name}", quoted=True))
            table.set("alias", exp.TableAlias(this=exp.to_identifier(alias, quoted=True)))
    return query.sql("sqlite")
