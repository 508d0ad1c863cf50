"""Puts queries right: what the schema, the database, the rules and the result object to goes back to the model."""

from collections.abc import Iterable

from msgspec import Struct

from ....diagnostics import Severity
from ...sql_lint.lint import lint_sql
from ...sql_lint.rule import Finding
from ..pipeline import Candidate
from ..stages import Stage
from ..verification.verify import USUAL_LIMITS, Limits, Verified, verify
from .drafting import Draft, Drafting


class Tried(Struct, frozen=True):
    """A draft with what verification found, None where it holds no query, and with the anti-patterns in it."""

    draft: Draft
    verified: Verified | None
    findings: tuple[Finding, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether it can be the answer at all."""
        return self.verified is not None and self.verified.is_sound

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is odd about its result, unless that is its length: a question may ask for many rows."""
        result = self.verified.candidate.result if self.verified else None
        return self.verified.doubts if self.verified and result and not result.is_cut else ()

    @property
    def faults(self) -> int:
        """The number of things that speak against it: what is odd about its result, and what is wrong by a rule."""
        return len(self.doubts) + sum(finding.rule.severity is Severity.ERROR for finding in self.findings)


def try_out(draft: Draft, drafting: Drafting, limits: Limits = USUAL_LIMITS) -> Tried:
    """Run a draft, unless it is unsafe or names what there is not."""
    if not draft.sql:
        return Tried(draft, None)
    with drafting.spending.stages.timed(Stage.VERIFICATION):
        verified = verify(Candidate(draft.sql), drafting.question, drafting.database, limits)
        findings = lint_sql(draft.sql, drafting.database.dialect)
    return Tried(draft, verified, tuple(one for one in findings if one.rule.severity is not Severity.INFO))


def corrected(first: Tried, drafting: Drafting, rounds: int, limits: Limits = USUAL_LIMITS) -> list[Tried]:
    """Return a draft and what the model made of it in at most so many rounds, in their order.

    It ends with what there is nothing wrong with, and where the model repeats itself: an empty result may be right.
    """
    tried = [first]
    while len(tried) <= rounds and (problems := _problems(tried[-1])):
        draft = drafting.correct(tried[-1].draft, problems)
        if draft is None or draft.sql in {one.draft.sql for one in tried}:
            break
        tried.append(try_out(draft, drafting, limits))
    return tried


def candidates_of(tried: Iterable[Tried]) -> list[Candidate]:
    """Return the candidates among drafts: sound ones first, those with fewer faults before others, then by age."""
    ordered = sorted(tried, key=lambda one: (not one.is_sound, one.faults))
    return [one.verified.candidate for one in ordered if one.verified is not None]


def _problems(tried: Tried) -> list[str]:
    """Return what to tell the model of a draft, in sentences; nothing where it may stay as it is."""
    verified = tried.verified
    if verified is None:
        return [tried.draft.problem]
    if tried.is_sound and not tried.faults:
        return []
    told = [f"{found.message}; {found.hint}" if found.hint else found.message for found in tried.findings]
    return [*verified.problems, *tried.doubts, *dict.fromkeys(told)]
