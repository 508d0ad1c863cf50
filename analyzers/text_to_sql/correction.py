"""Puts queries right: what the schema, the database, the rules and the result object to goes back to the model."""

from collections.abc import Iterable

from msgspec import Struct

from ...diagnostics import Severity
from ..sql_lint.lint import lint_sql
from .database import Database
from .drafting import Draft, Drafting
from .pipeline import Candidate
from .question import Question
from .verification import USUAL_LIMITS, Limits, Verified, verify


class Tried(Struct, frozen=True):
    """A draft with what verification found; None where it holds no query."""

    draft: Draft
    verified: Verified | None

    @property
    def is_sound(self) -> bool:
        """Say whether it can be the answer at all."""
        return self.verified is not None and self.verified.is_sound

    @property
    def doubts(self) -> int:
        """The number of things about its result that do not look like an answer."""
        return len(self.verified.doubts) if self.verified else 0


def try_out(draft: Draft, question: Question, database: Database, limits: Limits = USUAL_LIMITS) -> Tried:
    """Run a draft, unless it is unsafe or names what there is not."""
    return Tried(draft, verify(Candidate(draft.sql), question, database, limits) if draft.sql else None)


def corrected(first: Tried, drafting: Drafting, rounds: int, limits: Limits = USUAL_LIMITS) -> list[Tried]:
    """Return a draft and what the model made of it in at most so many rounds, in their order.

    It ends with what there is nothing wrong with, and where the model repeats itself: an empty result may be right.
    """
    tried = [first]
    while len(tried) <= rounds and (problems := _problems(tried[-1], drafting.database.dialect)):
        draft = drafting.correct(tried[-1].draft, problems)
        if draft is None or draft.sql in {one.draft.sql for one in tried}:
            break
        tried.append(try_out(draft, drafting.question, drafting.database, limits))
    return tried


def candidates_of(tried: Iterable[Tried]) -> list[Candidate]:
    """Return the candidates among drafts: sound ones first, those with fewer doubts before others, then by age."""
    ordered = sorted(tried, key=lambda one: (not one.is_sound, one.doubts))
    return [one.verified.candidate for one in ordered if one.verified is not None]


def _problems(tried: Tried, dialect: str) -> list[str]:
    """Return what to tell the model of a draft, in sentences; nothing where it may stay as it is."""
    verified = tried.verified
    if verified is None:
        return [tried.draft.problem]
    result = verified.candidate.result
    doubts = list(verified.doubts) if result is not None and not result.is_cut else []
    found = [finding for finding in lint_sql(tried.draft.sql, dialect) if finding.rule.severity is not Severity.INFO]
    is_wrong = any(finding.rule.severity is Severity.ERROR for finding in found)
    if not (verified.problems or doubts or is_wrong):
        return []
    told = [f"{finding.message}; {finding.hint}" if finding.hint else finding.message for finding in found]
    return [*verified.problems, *doubts, *dict.fromkeys(told)]
