"""Which tier will do for a question, by EllieSQL's own labels of BIRD's development set, before anybody answers it.

Whatever is fitted never sees the database that it is measured on. What nobody solved counts as advanced, as EllieSQL's
own training has it. No tokens are spent: only the peer's recipe sees what a language model linked a question to.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from msgspec import Struct

from weft.analyzers.text_to_sql.complexity.estimate import Estimate
from weft.analyzers.text_to_sql.corpora.elliesql_files import TIERS, TierLabel
from weft.analyzers.text_to_sql.evaluation.bootstrap import Interval, interval
from weft.analyzers.text_to_sql.evaluation.measures import mix_gain
from weft.analyzers.text_to_sql.evaluation.outcome import Point
from weft.analyzers.text_to_sql.policies.enough_tier import EnoughTier
from weft.analyzers.text_to_sql.training.tiers import KnownTiers, TierData, train_tiers
from weft.compiler.route_training import read_tier_data

neighbors: Any = import_module("sklearn.neighbors")
metrics: Any = import_module("sklearn.metrics")

BASIC = TIERS[0]
BARS = {"AUC": 0.65, "accuracy": 0.55}
TOKENS = (532, 1772, 3457)  # of each tier of EllieSQL, as its prompts are long over these schemas; it tells none


@pytest.fixture(scope="module")
def data(corpora: Path) -> TierData:
    folder = corpora / "text_to_sql"
    answers = sorted((folder / "predictions" / "spider").iterdir())
    labels = folder / "elliesql" / "bird_dev_pipeline_label.jsonl"
    return read_tier_data(folder / "spider", folder / "bird", labels, answers)


class Guesses(Struct, frozen=True):
    """What a recipe says of all questions: how likely the basic tier will do, and the tier that it would take."""

    scores: Sequence[float]
    tiers: Sequence[str]


Recipe = Callable[[KnownTiers, KnownTiers], tuple[list[float], list[str]]]


def left_out(known: KnownTiers, recipe: Recipe) -> Guesses:
    """Return what a recipe says of each database when it knows the others."""
    names = list(dict.fromkeys(label.database for label in known.labels))
    scores: dict[TierLabel, float] = {}
    tiers: dict[TierLabel, str] = {}
    for name in names:
        asked = known.about([name])
        found = recipe(known.about([other for other in names if other != name]), asked)
        scores |= dict(zip(asked.labels, found[0], strict=True))
        tiers |= dict(zip(asked.labels, found[1], strict=True))
    return Guesses([scores[label] for label in known.labels], [tiers[label] for label in known.labels])


def by_neighbours(known: KnownTiers, asked: KnownTiers) -> tuple[list[float], list[str]]:
    """Return what EllieSQL's KNN says: five neighbours by the numbers of linked tables and columns."""
    fitted = neighbors.KNeighborsClassifier(5).fit(
        [(label.tables, label.columns) for label in known.labels], [min(label.first, 3) for label in known.labels]
    )
    found = fitted.predict_proba([(label.tables, label.columns) for label in asked.labels])
    return found[:, 0].tolist(), [TIERS[row.argmax()] for row in found]


def by_most(known: KnownTiers, asked: KnownTiers) -> tuple[list[float], list[str]]:
    """Return the most frequent tier for everything."""
    tier = Counter(label.tier for label in known.labels).most_common(1)[0][0]
    return [0.5] * len(asked.labels), [tier] * len(asked.labels)


def likeliest(tiers: Mapping[str, float]) -> str:
    """Return the most probable tier."""
    return max(tiers, key=lambda tier: tiers[tier])


def enough(tiers: Mapping[str, float]) -> str:
    """Return the tier that the policy of that name begins with."""
    return EnoughTier().start(Estimate(tiers=tiers), TIERS)[0]


def by_model(data: TierData, choose: Callable[[Mapping[str, float]], str] = likeliest) -> Recipe:
    """Return the recipe of the shipped model, with a way to choose a tier by the probabilities of all."""

    def recipe(known: KnownTiers, asked: KnownTiers) -> tuple[list[float], list[str]]:
        model = train_tiers(TierData(known, data.facts, data.shares, data.samples, data.sample_facts))
        scores = [model.score.scores(one.features, one.words)[0] for one in asked.samples]
        return scores, [choose(model.probabilities(one.features, one.words)) for one in asked.samples]

    return recipe


def measured(name: str, guesses: Guesses, labels: Sequence[TierLabel]) -> dict[str, float]:
    """Print a recipe with its intervals by database; return its measures."""
    first = [label.tier == BASIC for label in labels]
    right = [label.tier == tier for label, tier in zip(labels, guesses.tiers, strict=True)]

    def auc(places: Sequence[int]) -> float:
        return float(metrics.roc_auc_score([first[at] for at in places], [guesses.scores[at] for at in places]))

    def accuracy(places: Sequence[int]) -> float:
        return sum(right[at] for at in places) / len(places)

    everything, cells = range(len(labels)), [f"{name:<28}"]
    for title, measure in (("AUC", auc), ("accuracy", accuracy)):
        bounds = interval([label.database for label in labels], measure, rounds=200)
        assert bounds is not None
        cells.append(f"{title} {measure(everything):.3f} [{bounds.low:.3f}, {bounds.high:.3f}]")
    f1 = float(metrics.f1_score([label.tier for label in labels], guesses.tiers, average="macro"))
    print("  " + "  ".join([*cells, f"macro-F1 {f1:.3f}"]))
    return {"AUC": auc(everything), "accuracy": accuracy(everything)}


def test_the_tier_that_will_do_is_known_before_anybody_answers(data: TierData) -> None:
    labels = data.known.labels
    print(f"\n  {len(labels)} questions of {len({label.database for label in labels})} databases, one left out in turn")
    measured("most frequent tier", left_out(data.known, by_most), labels)
    peer = measured("EllieSQL's KNN, after linking", left_out(data.known, by_neighbours), labels)
    ours = measured("from the question, 0 tokens", left_out(data.known, by_model(data)), labels)
    for name, bar in BARS.items():
        assert ours[name] >= bar
        assert ours[name] > peer[name]


def routed(tiers: Sequence[str], labels: Sequence[TierLabel]) -> Point:
    """Return what comes of sending questions to tiers: what one solves, dearer ones solve, too."""
    places = [TIERS.index(tier) + 1 for tier in tiers]
    solved = [label.first <= place for place, label in zip(places, labels, strict=True)]
    return Point(fmean(solved), fmean(TOKENS[place - 1] for place in places))


def test_to_begin_with_the_tier_that_is_enough_is_worth_a_random_mixture(data: TierData) -> None:
    labels = data.known.labels
    fixed = [[tier] * len(labels) for tier in TIERS]
    gains: dict[str, Interval] = {}
    print(f"\n  solved, tokens (assumed: {TOKENS}), and gain over the best random mixture for as many")
    for name, choose in (("tier", enough), ("likeliest tier", likeliest)):
        tiers = left_out(data.known, by_model(data, choose)).tiers

        def gain(places: Sequence[int], tiers: Sequence[str] = tiers) -> float:
            some = [labels[at] for at in places]
            points = [routed([one[at] for at in places], some) for one in (tiers, *fixed)]
            return mix_gain(points[0], points[1:])

        point, whole = routed(tiers, labels), gain(range(len(labels)))
        found = interval([label.database for label in labels], gain, rounds=200)
        assert found is not None
        gains[name] = found
        print(
            f"  {name:<15} {point.accuracy:.3f} {point.tokens:,.0f}  {whole:+.3f} [{found.low:+.3f}, {found.high:+.3f}]"
        )
    assert gains["tier"].low <= 0 <= gains["tier"].high
    assert gains["likeliest tier"].high < 0
