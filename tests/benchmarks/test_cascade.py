"""What verifying a cheap answer and escalating in doubt saves, on public answers to Spider's development set.

Everything that is fitted is fitted on other databases: the trust in an answer with its own database left out, and the
threshold on the other half of the databases. Accuracy is execution accuracy on the rebuilt databases.
"""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from public_outcomes import OFFLINE, Asked, ask_all
from thresholds import Trial, best_within, thresholds

from weft.analyzers.text_to_sql.complexity.hardness import Hardness
from weft.analyzers.text_to_sql.evaluation.bootstrap import interval
from weft.analyzers.text_to_sql.evaluation.measures import mix_gain, recovered_gap, token_elasticity
from weft.analyzers.text_to_sql.evaluation.outcome import Outcome, point_of
from weft.analyzers.text_to_sql.routing.trust import facts_of
from weft.analyzers.text_to_sql.training.trusting import Judged, fit_trust

CHEAP, DEAR = "GPT-4 zero-shot", "DIN-SQL GPT-4"
SAVING = 0.6  # of the dear pipeline's tokens, asked of the threshold on the databases that it is fixed on
# Tokens saved, TEP beside the dear pipeline's, and how far accuracy may be from its own.
BARS = {"CodeS-1B": (0.55, 2.5, 0.0), "GPT-4 few-shot": (0.50, 2.3, 0.0), OFFLINE: (0.55, 2.5, 0.0)}


@pytest.fixture(scope="module")
def asked(corpora: Path) -> list[Asked]:
    return ask_all(corpora, [(CHEAP, "CodeS-1B"), (CHEAP, "GPT-4 few-shot"), (CHEAP, OFFLINE), (DEAR, CHEAP)])


def outcomes(asked: Sequence[Asked], name: str) -> list[Outcome]:
    """Return what a fixed policy makes of all questions."""
    pair = f"{DEAR} + {CHEAP}"
    return [Outcome(one.database, one.judged[pair][name].is_right, one.tokens[name]) for one in asked]


def trusted(asked: Sequence[Asked], voter: str) -> list[float]:
    """Return the probability that each cheap answer is right, by a model that never saw its database."""
    pair = f"{CHEAP} + {voter}"
    judged = [one.judged[pair][CHEAP] for one in asked]
    facts = [facts_of(found.verified, one.estimate) for one, found in zip(asked, judged, strict=True)]
    trust = {
        name: fit_trust(
            [
                Judged(seen, found.is_right)
                for one, seen, found in zip(asked, facts, judged, strict=True)
                if one.database != name and found.verified.is_sound
            ]
        )
        for name in {one.database for one in asked}
    }
    return [
        trust[one.database].probability(found.verified, one.estimate) for one, found in zip(asked, judged, strict=True)
    ]


def trials_of(asked: Sequence[Asked], voter: str, probabilities: Sequence[float]) -> list[Trial]:
    """Return every question as a trial of the cheap answer, second opinion included, against the dear one."""
    answered = zip(asked, probabilities, outcomes(asked, CHEAP), outcomes(asked, DEAR), strict=True)
    return [
        Trial(probability, cheap.is_right, cheap.tokens + one.tokens[voter], dear.is_right, dear.tokens)
        for one, probability, cheap, dear in answered
    ]


def cascade(asked: Sequence[Asked], trials: Sequence[Trial]) -> list[Outcome]:
    """Return what the cascade makes of all questions, each half of the databases with the threshold of the other."""
    names = sorted({one.database for one in asked})
    Random(0).shuffle(names)
    halves = (set(names[: len(names) // 2]), set(names[len(names) // 2 :]))
    accept = [
        threshold([trial for one, trial in zip(asked, trials, strict=True) if one.database not in half])
        for half in halves
    ]
    return [
        outcome(one.database, trial, accept[one.database in halves[1]])
        for one, trial in zip(asked, trials, strict=True)
    ]


def threshold(trials: Sequence[Trial]) -> float:
    """Return from which probability on to accept, for the saving that is asked for."""
    budget = (1 - SAVING) * sum(trial.dear_tokens for trial in trials) / len(trials)
    best = best_within(thresholds(trials), budget)
    assert best is not None
    return best.accept


def outcome(database: str, trial: Trial, accept: float) -> Outcome:
    """Return what becomes of a question."""
    if trial.probability >= accept:
        return Outcome(database, trial.cheap_is_right, trial.cheap_tokens)
    return Outcome(database, bool(trial.dear_is_right), trial.cheap_tokens + trial.dear_tokens)


def by_hardness(asked: Sequence[Asked]) -> list[Outcome]:
    """Return what becomes of all questions where the estimated class alone decides, as routers before answering do."""
    hard = [one.estimate.likeliest in (Hardness.HARD, Hardness.EXTRA) for one in asked]
    answered = zip(hard, outcomes(asked, CHEAP), outcomes(asked, DEAR), strict=True)
    return [dear if is_hard else cheap for is_hard, cheap, dear in answered]


def row(name: str, found: Sequence[Outcome], asked: Sequence[Asked]) -> tuple[float, float, float]:
    """Print a policy with its intervals; return how much more often it is right, what it saves, and its elasticity."""
    cheap, dear = outcomes(asked, CHEAP), outcomes(asked, DEAR)
    databases = [one.database for one in asked]

    def gained(numbers: Sequence[int]) -> float:
        return point_of([found[at] for at in numbers]).accuracy - point_of([dear[at] for at in numbers]).accuracy

    def saved(numbers: Sequence[int]) -> float:
        return 1 - point_of([found[at] for at in numbers]).tokens / point_of([dear[at] for at in numbers]).tokens

    def elasticity(numbers: Sequence[int]) -> float | None:
        base = point_of([cheap[at] for at in numbers])
        ours = token_elasticity(point_of([found[at] for at in numbers]), base)
        theirs = token_elasticity(point_of([dear[at] for at in numbers]), base)
        return ours / theirs if ours is not None and theirs else None

    everything = range(len(asked))
    cells = [f"{name:<42}", f"EX {point_of(found).accuracy:6.2%}", f"tokens {point_of(found).tokens:7,.0f}"]
    for title, measure in (("EX - strong", gained), ("saved", saved), ("TEP x strong", elasticity)):
        bounds, value = interval(databases, measure, rounds=500), measure(everything)
        shown = "-" if value is None or bounds is None else f"{value:+.3f} [{bounds.low:+.3f}, {bounds.high:+.3f}]"
        cells.append(f"{title} {shown}")
    cells.append(f"mix gain {mix_gain(point_of(found), [point_of(cheap), point_of(dear)]):+.3f}")
    print("  " + "  ".join(cells))
    return gained(everything), saved(everything), elasticity(everything) or 0.0


def test_a_cascade_saves_tokens_and_loses_nothing(asked: list[Asked]) -> None:
    print(f"\n  {len(asked)} questions of {len({one.database for one in asked})} databases; intervals by database")
    for name in (CHEAP, DEAR):
        row(f"always {name}", outcomes(asked, name), asked)
    row("by estimated hardness, before answering", by_hardness(asked), asked)
    for voter, (saving, elasticity, gain) in BARS.items():
        probabilities = trusted(asked, voter)
        trials = trials_of(asked, voter, probabilities)
        seen = row(f"cascade, second opinion of {voter}", cascade(asked, trials), asked)
        weak, strong = [trial.cheap_is_right for trial in trials], [bool(trial.dear_is_right) for trial in trials]
        recovered = recovered_gap(weak, strong, [-probability for probability in probabilities])
        print(f"    recovered gap over all budgets (APGR): {recovered:.2f}; at random 0.50")
        assert seen[0] >= gain
        assert seen[1] >= saving
        assert seen[2] >= elasticity
