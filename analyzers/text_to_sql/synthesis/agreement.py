"""Judges an answer on synthetic instances: it agrees with gold where it gives the same on every one of them."""

from collections.abc import Sequence

from ..database import Database, Result
from ..evaluation.judging import Reference, gives, reference_of
from ..verification.safety import refusals

References = tuple[Reference, ...]  # what gold gives on each instance


def references_of(gold: str, instances: Sequence[Database]) -> References | None:
    """Return what gold SQL gives on each instance; None where it does more than read, or one of them cannot run it."""
    if not instances or refusals(gold, instances[0].dialect):
        return None
    found = [reference_of(gold, database) for database in instances]
    return tuple(one for one in found if one is not None) if all(found) else None


def is_telling(references: References | None) -> bool:
    """Say whether agreement with gold tells anything: on some instance it gives more than nothing, NULL or zero."""
    return references is not None and any(not _is_trivial(one.result) for one in references)


def agrees(answer: str, references: References, instances: Sequence[Database]) -> bool:
    """Say whether an answer gives what gold does on every instance, in the same order where gold sorts.

    `instances` are those that the references were made on, in their order.
    """
    if not instances or refusals(answer, instances[0].dialect):
        return False
    pairs = zip(references, instances, strict=True)
    return all(gives(answer, database, reference) for reference, database in pairs)


def _is_trivial(result: Result) -> bool:
    return all(value is None or value == 0 for row in result.rows[:1] for value in row) and len(result.rows) < 2
