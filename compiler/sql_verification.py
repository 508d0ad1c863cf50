"""Tells what running fixed statements showed: what kept its results and by what proof, what was left out and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..analyzers.sql_lint.rule import Finding
from ..analyzers.sql_lint.verification import Comparison, Verdict
from .report import counted


def told(comparisons: Sequence[tuple[Finding, Comparison]]) -> Iterator[str]:
    """Yield a line on all fixes that were proved, and one for each reason why others were left out."""
    kept = [comparison for _, comparison in comparisons if comparison.verdict is Verdict.SAME]
    if kept:
        proofs = Counter(map(_proof, kept))
        listed = ", ".join(f"{number} {proof}" for proof, number in proofs.most_common())
        yield f"verified: {counted(len(kept), 'edit')} kept the results ({listed})"
    for verdict in (Verdict.DIFFERENT, Verdict.NOT_COMPARABLE):
        reasons: dict[str, list[Finding]] = {}
        for finding, comparison in comparisons:
            if comparison.verdict is verdict:
                reasons.setdefault(comparison.reason, []).append(finding)
        for reason, findings in sorted(reasons.items()):
            first = findings[0]
            number = counted(len(findings), "edit")
            yield f"left out as {verdict}: {number} ({reason}), first {first.rule.name} at {first.span.place}"


def _proof(comparison: Comparison) -> str:
    """Return in words on what a proof stands."""
    if not comparison.ran:
        return "by the tables that are left behind"
    numbers = sorted({number for _, number in comparison.ran})
    products = " and ".join(product for product, _ in comparison.ran)
    return f"on {'/'.join(map(str, numbers))} databases in {products}"
