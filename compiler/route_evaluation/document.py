"""The figures of an evaluation as JSON."""

from typing import Any

import msgspec

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from ..machine_reports import dump
from .inputs import Inputs
from .measure import measure_of


def as_json(inputs: Inputs, comparison: Comparison) -> str:
    """Return all figures; accuracies are shares from 0 to 1, tokens and cost are means for each question."""
    counted = {system.name: system.counted for system in inputs.systems}
    figures: dict[str, Any] = msgspec.to_builtins(comparison)
    return dump({"measure": measure_of(inputs).name, "tokens_counted": counted, **figures})
