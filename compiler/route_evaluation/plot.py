"""Draws accuracy against tokens."""

from pathlib import Path

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from .inputs import Inputs


def check_plot(path: Path) -> None:
    """x"""


def write_plot(path: Path, inputs: Inputs, comparison: Comparison) -> None:
    """x"""
