"""The probability that a verified candidate is right, from what can be seen of it."""

from collections.abc import Mapping
from math import log, log1p

import msgspec
from msgspec import Struct

from ..complexity.estimate import Estimate
from ..complexity.hardness import Hardness
from ..models import FOLDER
from ..models.model_files import UnusableModel, read_model
from ..models.probabilities import sigmoid
from ..pipeline import Candidate
from ..verification.verify import Verified

_SHIPPED = FOLDER / "trust.json"

# What is known of a question, of SQL as a text, and of how much it gives; a pipeline that knows how sure it is has seen
# more than that.
SEEN_BY_PIPELINES = frozenset(
    {
        "no rows",
        "one row",
        "log of rows",
        "tables",
        "nested queries",
        "probably easy",
        "probably hard",
        "probably extra hard",
    }
)


class Trust(Struct, frozen=True):
    """A logistic model: `start`, and what each fact about a candidate adds to the log-odds of its being right.

    Where a pipeline says how sure it is, that takes the place of `start` and of the facts that it has seen itself.
    """

    start: float
    weights: Mapping[str, float]
    trained_on: str = ""

    def probability(self, verified: Verified | None, estimate: Estimate) -> float:
        """Return the probability that a candidate is right; 0 where there is none, or it cannot be the answer."""
        if verified is None or not verified.is_sound:
            return 0.0
        facts, own = facts_of(verified, estimate), verified.candidate.confidence
        total = self.start if own is None else _log_odds(own)
        for name, weight in self.weights.items():
            if own is None or name not in SEEN_BY_PIPELINES:
                total += weight * facts[name]
        return sigmoid(total)


def facts_of(verified: Verified, estimate: Estimate) -> dict[str, float]:
    """Return what can be seen of a candidate without knowing the answer, by name, always in the same order."""
    result = verified.candidate.result
    count = len(result.rows) if result else 0
    easy = estimate.hardness.get(Hardness.EASY, 0.0)
    agreeing = float(min(verified.agreeing, 2))
    return {
        "agreeing": agreeing,
        "differing": float(min(verified.differing, 2)),
        "agreeing on an easy question": agreeing * easy,
        "same result held possible": verified.likeness.same,
        "as many rows held possible": verified.likeness.rows,
        "as many columns held possible": verified.likeness.columns,
        "doubts": float(len(verified.doubts)),
        "anti-patterns": float(len(verified.findings)),
        "no rows": float(not count),
        "one row": float(count == 1),
        "log of rows": log1p(count),
        "tables": float(verified.tables),
        "nested queries": float(verified.nested),
        "probably easy": easy,
        "probably hard": estimate.hardness.get(Hardness.HARD, 0.0),
        "probably extra hard": estimate.hardness.get(Hardness.EXTRA, 0.0),
    }


def _log_odds(probability: float) -> float:
    """Return the log-odds of a probability, within bounds."""
    bounded = min(max(probability, 0.01), 0.99)
    return log(bounded / (1 - bounded))


def read_trust(content: bytes) -> Trust:
    """Return the model that a file of JSON holds; raises UnusableModel."""
    trust = read_model(content, Trust)
    known = facts_of(Verified(Candidate("")), Estimate())
    if unknown := sorted(set(trust.weights) - set(known)):
        raise UnusableModel(f"there are no facts {', '.join(unknown)}; known are {', '.join(known)}")
    return trust


def write_trust(trust: Trust) -> bytes:
    """Return a model as a file of JSON; the same model gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(trust), indent=1) + b"\n"


def shipped_trust() -> Trust:
    """Return the model that comes with Weft, fitted to public answers to Spider's development set."""
    return read_trust(_SHIPPED.read_bytes())
