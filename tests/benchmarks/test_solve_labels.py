"""Which tier will do for a question, by EllieSQL's own labels of BIRD's development set, before anybody answers it.

Whatever is fitted never sees the database that it is measured on. What nobody solved counts as advanced, as EllieSQL's
own training has it. No tokens are spent: only the peer's recipe sees what a language model linked a question to.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.text_to_sql.corpora.elliesql_files import TIERS, TierLabel
from weft.analyzers.text_to_sql.evaluation.bootstrap import interval
from weft.analyzers.text_to_sql.training.tiers import KnownTiers, TierData, train_tiers
from weft.compiler.route_training import read_tier_data

neighbors: Any = import_module("sklearn.neighbors")
metrics: Any = import_module("sklearn.metrics")

BASIC = TIERS[0]
BARS = {"AUC": 0.65, "accuracy": 0.55}


@pytest.fixture(scope="module")
def data(corpora: Path) -> TierData:
    folder = corpora / "text_to_sql"
    answers = sorted((folder / "predictions" / "spider").iterdir())
    labels = folder / "elliesql" / "bird_dev_pipeline_label.jsonl"
    return read_tier_data(folder / "spider", folder / "bird", labels, answers)


class Guesses:
    """What a recipe says of all questions: how likely the basic tier will do, and the tier that it would take."""

    def __init__(self, scores: Sequence[float], tiers: Sequence[str]) -> None:
        self.scores, self.tiers = scores, tiers


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


def by_model(data: TierData) -> Recipe:
    """Return the recipe of the shipped model."""

    def recipe(known: KnownTiers, asked: KnownTiers) -> tuple[list[float], list[str]]:
        model = train_tiers(TierData(known, data.facts, data.shares, data.samples, data.sample_facts))
        scores = [model.score.scores(one.features, one.words)[0] for one in asked.samples]
        found = [model.probabilities(one.features, one.words) for one in asked.samples]
        return scores, [max(one, key=lambda tier: one[tier]) for one in found]

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
