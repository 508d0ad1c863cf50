"""Makes what foretells the price of answers, from what ships, what is set, and a log of decisions."""

from collections.abc import Collection
from pathlib import Path

from ..analyzers.text_to_sql.complexity.estimate import Estimator, shipped_models
from ..analyzers.text_to_sql.models.tier_model import shipped_tier_model
from ..analyzers.text_to_sql.pipelines import PIPELINES
from ..analyzers.text_to_sql.routing.forecast import Forecaster
from ..analyzers.text_to_sql.routing.lengths import habits_of, shipped_lengths
from ..analyzers.text_to_sql.settings import Settings
from .decision_files import latest_decisions


def forecaster(settings: Settings, log: Path | None, dialect: str, pipelines: Collection[str]) -> Forecaster:
    """Return what foretells the tokens and the price of these pipelines."""
    kinds = tuple(kind for kind in PIPELINES if kind.name in pipelines)
    habits = habits_of(latest_decisions(log)) if log else {}
    estimator = Estimator(shipped_models(), shipped_tier_model())
    return Forecaster(estimator, kinds, settings, dialect, shipped_lengths(), habits)
