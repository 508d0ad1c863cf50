"""Makes traces of a log of decisions: what each attempt was worth, by people's word or by the dearest pipeline's."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from ..complexity.estimate import Estimate
from ..database import Result
from ..pipeline import Candidate
from ..routing.decision_log import LoggedAnswer, LoggedStep
from ..routing.trust import Trust
from ..verification.likeness import Likeness
from ..verification.verify import Verified
from .replay import Attempted, Trace

_POLICY = "cascade"  # the one policy that thresholds are for; others begin elsewhere, or stop too early to tell


class Label(Struct, frozen=True):
    """What somebody says of an answer: the one that was given, or the one of a `pipeline`.

    It holds for all questions of these words, or only for those about the database `schema` where that is named.
    """

    question: str
    is_right: bool
    schema: str = ""
    pipeline: str = ""


class Learnt(Struct, frozen=True):
    """The traces of a log, the pipelines in it, cheapest first, and how many questions it has.

    `is_labelled` where people said what was right; else what agrees with the last of `order` counts as right.
    """

    traces: tuple[Trace, ...]
    order: tuple[str, ...]
    is_labelled: bool
    questions: int


def learn(entries: Iterable[LoggedAnswer], labels: Sequence[Label], trust: Trust) -> Learnt:
    """Return what a log tells; labels of its own give way to `labels`.

    Only questions that people judged are used, or, where they judged none, only those that the dearest pipeline was
    asked. Probabilities are those that `trust` sees in the log, whatever they were then. From where a model failed on,
    a question tells nothing.
    """
    made = [_made(entry) for entry in entries if entry.policy == _POLICY and not entry.was_cached]
    asked = [entry for entry in made if entry.steps]
    order = _by_cost(asked)
    said: dict[str, list[Label]] = {}
    for label in labels:
        said.setdefault(label.question, []).append(label)
    known = [(entry, _labelled(entry, said.get(entry.question, ()))) for entry in asked]
    judged = [(entry, found) for entry, found in known if found]
    if not judged and order:
        judged = [(entry, {order[-1]: True}) for entry in asked if entry.steps[-1].pipeline == order[-1]]
        return Learnt(tuple(_trace(entry, right, trust, order) for entry, right in judged), order, False, len(asked))
    return Learnt(tuple(_trace(entry, right, trust, order) for entry, right in judged), order, True, len(asked))


def _made(entry: LoggedAnswer) -> LoggedAnswer:
    """Return a question with the attempts before the first whose model failed: no threshold is to answer for that."""
    return replace(entry, steps=tuple(takewhile(lambda step: not step.failure, entry.steps)))


def _by_cost(entries: Sequence[LoggedAnswer]) -> tuple[str, ...]:
    """Return the pipelines by what one attempt takes on average, in money, then in tokens."""
    spent: dict[str, list[tuple[float, int]]] = {}
    for entry in entries:
        for step in entry.steps:
            spent.setdefault(step.pipeline, []).append((step.usage.cost, step.usage.tokens))
    usual = {
        name: (sum(cost for cost, _ in all_) / len(all_), sum(tokens for _, tokens in all_) / len(all_))
        for name, all_ in spent.items()
    }
    return tuple(sorted(usual, key=lambda name: (usual[name], name)))


def _labelled(entry: LoggedAnswer, labels: Sequence[Label]) -> Mapping[str, bool]:
    """Return what people say of the pipelines' answers to a question; `labels` are those for its words."""
    found = {} if entry.is_right is None or not entry.tier else {entry.tier: entry.is_right}
    for label in labels:
        if label.schema in ("", entry.schema):
            found[label.pipeline or entry.tier] = label.is_right
    asked = {step.pipeline for step in entry.steps}
    return {name: is_right for name, is_right in found.items() if name in asked}


def _trace(entry: LoggedAnswer, right: Mapping[str, bool], trust: Trust, order: Sequence[str]) -> Trace:
    judged, estimate = _spread(entry.steps, right), Estimate(entry.hardness)
    attempts: list[Attempted] = []
    for at, step in enumerate(entry.steps, 1):
        steps = entry.steps[:at]
        *earlier, last = (trust.probability(_beside(one, steps), estimate) for one in steps)
        is_right, usage = judged.get(step.pipeline, False), step.usage
        seen = (tuple(earlier), _at_odds(steps))
        attempts.append(Attempted(step.pipeline, last, is_right, usage.tokens, usage.cost, *seen))
    return Trace(entry.schema, tuple(attempts), is_whole=entry.steps[-1].pipeline == order[-1])


def _spread(steps: Sequence[LoggedStep], right: Mapping[str, bool]) -> dict[str, bool]:
    """Return what is known of all attempts: the same result is as right; of two results, one at most is right.

    An attempt of which nothing is known counts as wrong: so does what differs from an answer that is wrong itself.
    """
    found = dict(right)
    for name, is_right in right.items():
        for step in steps:
            if step.pipeline not in right and _is_sound(step) and _agree(steps, name, step.pipeline):
                found[step.pipeline] = is_right or found.get(step.pipeline, False)
    return {step.pipeline: _is_sound(step) and found.get(step.pipeline, False) for step in steps}


def _agree(steps: Sequence[LoggedStep], first: str, second: str) -> bool:
    pair = {first, second}
    return any(step.pipeline in pair and not pair.isdisjoint(step.agrees_with) for step in steps)


def _differ(steps: Sequence[LoggedStep], first: str, second: str) -> bool:
    pair = {first, second}
    return any(step.pipeline in pair and not pair.isdisjoint(step.differs_from) for step in steps)


def _is_sound(step: LoggedStep) -> bool:
    return bool(step.sql) and not step.problems


def _at_odds(steps: Sequence[LoggedStep]) -> int:
    """Return how many answers there are if all differ, else none."""
    names = [step.pipeline for step in steps if _is_sound(step)]
    return 0 if any(_agree(steps, *pair) for pair in combinations(names, 2)) else len(names)


def _beside(step: LoggedStep, steps: Sequence[LoggedStep]) -> Verified | None:
    """Return what trust looks at once these steps are made, the later ones, too."""
    verified, name = _verified(step), step.pipeline
    others = [one.pipeline for one in steps if one is not step]
    agreeing, differing = (sum(are(steps, name, other) for other in others) for are in (_agree, _differ))
    likeness = next(islice(steps[-1].likenesses, steps.index(step), None), Likeness())
    return verified and replace(verified, agreeing=agreeing, differing=differing, likeness=likeness)


def _verified(step: LoggedStep) -> Verified | None:
    """Return what trust looks at by itself: the rows of the result are gone, but not their number."""
    if not _is_sound(step):
        return None
    candidate = Candidate(step.sql, step.confidence, Result((), ((),) * (step.row_count or 0)))
    return Verified(candidate, (), step.doubts, step.findings, tables=step.tables, nested=step.nested)
