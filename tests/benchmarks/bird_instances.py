"""BIRD's development set on instances made up for it, and what public systems answered to it.

BIRD's databases are not among the corpora, so nothing here is execution accuracy.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import process_time

from msgspec import Struct

from weft.analyzers.text_to_sql.complexity.estimate import Estimate, Estimator, shipped_models
from weft.analyzers.text_to_sql.corpora import bird_files
from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.corpora.prediction_files import read_predictions
from weft.analyzers.text_to_sql.database import Result
from weft.analyzers.text_to_sql.evaluation.judging import LIMITS
from weft.analyzers.text_to_sql.evaluation.results import Given, given_by
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Schema
from weft.analyzers.text_to_sql.synthesis.agreement import agrees, is_telling
from weft.analyzers.text_to_sql.synthesis.instances import make_instances
from weft.analyzers.text_to_sql.verification.result_sets import same_results
from weft.analyzers.text_to_sql.verification.verify import Verified, run, verify
from weft.compiler.sql_database import Database
from weft.compiler.synthetic_sqlite import built

# The execution accuracy that their papers and BIRD's board print for the development set, in percent.
PUBLISHED = {
    "chatgpt": 24.05,
    "chatgpt-evidence": 37.22,
    "codes-1b": 38.46,
    "codes-1b-evidence": 50.46,
    "codes-3b": 43.42,
    "codes-3b-evidence": 55.02,
    "codes-7b": 45.24,
    "codes-7b-evidence": 57.17,
    "codes-15b": 47.91,
    "codes-15b-evidence": 58.47,
    "dail-gpt4": 54.76,
    "rsl-deepseek-s4": 63.56,
    "rsl-gpt-4o-s4": 67.21,
    "alpha-sql": 69.7,
}


class Suite(Struct, frozen=True):
    """The questions with their instances, and what gold gives on them; `seconds` of work to make them up."""

    questions: tuple[Example, ...]
    schemas: Mapping[str, Schema]
    instances: Mapping[str, Sequence[Database]]
    gold: tuple[Given, ...]
    seconds: float

    @property
    def telling(self) -> list[int]:
        """The numbers of the questions on which agreement tells anything."""
        return [at for at, gold in enumerate(self.gold) if is_telling(gold)]


class Answered(Struct, frozen=True):
    """An answer to one question: as verified on the first instance, what it gives on all, and whether it agrees."""

    verified: Verified
    results: tuple[Result | None, ...]
    agrees: bool

    def gives_what(self, other: "Answered") -> bool:
        """Say whether another answer gives the same on all instances."""
        in_order = self.verified.is_sorted
        pairs = zip(self.results, other.results, strict=True)
        return all(ours and theirs and same_results(ours, theirs, in_order=in_order) for ours, theirs in pairs)


def open_suite(corpora: Path, stack: ExitStack) -> Suite:
    """Make the instances up and open them until the stack is closed."""
    folder = corpora / "text_to_sql" / "bird"
    questions = bird_files.read_questions((folder / "bird_dev.json").read_bytes())
    schemas = bird_files.read_schemas((folder / "bird_dev_schema_with_samples.json").read_bytes())
    begun = process_time()
    instances = {
        name: [
            stack.enter_context(built(one)).database
            for one in make_instances(schemas[name], [one.sql for one in questions if one.database == name])
        ]
        for name in sorted({one.database for one in questions})
    }
    seconds = process_time() - begun
    gold = tuple(given_by(one.sql, instances[one.database]) for one in questions)
    return Suite(questions, schemas, instances, gold, seconds)


def predictions(corpora: Path) -> dict[str, tuple[str, ...]]:
    """Return what each system answered, by its name, for those whose answers are there."""
    folder = corpora / "text_to_sql" / "predictions" / "bird"
    return {path.stem: read_predictions(path.read_bytes(), path.name) for path in sorted(folder.iterdir())}


def agreement(suite: Suite, answers: Sequence[str]) -> float:
    """Return the share of telling questions on which a system agrees with gold, in percent."""
    found = [agrees(answers[at], suite.gold[at], suite.instances[suite.questions[at].database]) for at in suite.telling]
    return 100 * sum(found) / len(found)


def estimates(suite: Suite) -> list[Estimate]:
    """Return what is known of each question before anybody answers it."""
    estimator = Estimator(shipped_models())
    return [estimator(_question(suite, one)) for one in suite.questions]


def answered(suite: Suite, answers: Sequence[str]) -> list[Answered]:
    """Return a system's answers with what can be seen of them."""
    return [_answered(suite, at, sql) for at, sql in enumerate(answers)]


def _answered(suite: Suite, at: int, sql: str) -> Answered:
    example, gold = suite.questions[at], suite.gold[at]
    first, *others = suite.instances[example.database]
    verified = verify(Candidate(sql), _question(suite, example), first, LIMITS)
    if not verified.is_sound:
        return Answered(verified, (None,) * (1 + len(others)), agrees=False)
    results = (verified.candidate.result, *(run(Candidate(sql), database, LIMITS).result for database in others))
    return Answered(verified, results, _are_right(gold, results))


def _are_right(gold: Given, results: Sequence[Result | None]) -> bool:
    if not gold.results:
        return False
    pairs = zip(gold.results, results, strict=True)
    return all(found and same_results(right, found, in_order=gold.in_order) for right, found in pairs)


def _question(suite: Suite, example: Example) -> Question:
    return Question(example.text, suite.schemas[example.database], example.evidence)
