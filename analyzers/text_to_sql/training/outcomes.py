"""Finds how many public systems answered each question right, by running what they answered."""

from collections.abc import Callable, Mapping, Sequence

from ..corpora.example import Example
from ..database import Database
from ..evaluation.judging import judge, reference_of
from ..pipeline import Candidate
from ..question import Question
from ..schema.schema import Schema

Report = Callable[[str, int, int], None]


def shares_right(
    examples: Sequence[Example],
    schemas: Mapping[str, Schema],
    databases: Mapping[str, Database],
    answers: Sequence[Sequence[str]],
    report: Report,
) -> list[float]:
    """Return for each example the share of systems that answered it right; `answers` are those of each system."""
    shares: list[float] = []
    for at, example in enumerate(examples):
        report("judged", at, len(examples))
        database = databases[example.database]
        question = Question(example.text, schemas[example.database], example.evidence)
        reference = reference_of(example.sql, database)
        given = judge([(Candidate(one[at]),) for one in answers], question, database, reference)
        shares.append(sum(judged.is_right for judged in given) / len(given))
    return shares
