"""Writes the plot of accuracy against tokens, as SVG, as a page, or as PNG."""

from importlib import import_module
from pathlib import Path
from typing import Any

from ...analyzers.text_to_sql.evaluation.comparison import Comparison
from ...diagnostics import WeftError
from ...templates.rendering import render
from .figures import report_of
from .inputs import UNKNOWN, Inputs
from .measure import measure_of
from .plot_view import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, plot_view

_ENDINGS = (".svg", ".html", ".png")
_FONT = "DejaVu Sans"


class CannotPlot(WeftError, ValueError):
    """A plot cannot be written, or there is nothing to draw."""


def check_plot(path: Path, inputs: Inputs) -> None:
    """Raise CannotPlot, before anything is judged, where there will be nothing to draw, or no place for it."""
    if path.suffix not in _ENDINGS:
        raise CannotPlot(f"--plot {path}: it is to end in {', '.join(_ENDINGS)}")
    if not path.absolute().parent.is_dir():
        raise CannotPlot(f"--plot {path}: there is no such folder")
    if path.suffix == ".png":
        _resvg()
    if all(system.counted == UNKNOWN for system in inputs.systems):
        raise CannotPlot("--plot: no system's tokens are known: give --tokens NAME=N")


def write_plot(path: Path, inputs: Inputs, comparison: Comparison) -> None:
    """Write the plot in the form that the name of the file tells; raises CannotPlot."""
    view = plot_view(comparison, measure_of(inputs))
    plot = render(
        "route_evaluation/plot.svg.jinja", view=view, width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, bottom=BOTTOM
    )
    try:
        path.write_bytes(_encoded(path.suffix, plot, inputs, comparison))
    except OSError as error:
        raise CannotPlot(f"--plot {path}: {error.strerror}") from None


def _encoded(suffix: str, plot: str, inputs: Inputs, comparison: Comparison) -> bytes:
    if suffix == ".png":
        return bytes(_resvg().svg_to_bytes(svg_string=plot, zoom=2, font_family=_FONT, sans_serif_family=_FONT))
    if suffix == ".html":
        title, report = measure_of(inputs).title, report_of(inputs, comparison)
        plot = render("route_evaluation/page.html.jinja", title=title, report=report, plot=plot)
    return plot.encode()


def _resvg() -> Any:
    try:
        return import_module("resvg_py")
    except ImportError:
        raise CannotPlot(
            "a plot in PNG needs resvg-py: pip install 'weft[plots]'; .svg and .html need nothing"
        ) from None
