"""Plots of accuracy against tokens show every system once, beside the line of random mixtures, and hide no name."""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.corpora.prediction_files import Prediction
from weft.analyzers.text_to_sql.evaluation.comparison import Comparison, compare_systems
from weft.analyzers.text_to_sql.evaluation.judged import Judged, JudgedQuestion
from weft.compiler.route_evaluation.inputs import Inputs, System
from weft.compiler.route_evaluation.labels import Box, place_labels
from weft.compiler.route_evaluation.measure import MeasureName
from weft.compiler.route_evaluation.plot import CannotPlot, check_plot, write_plot
from weft.compiler.route_evaluation.plot_view import BOTTOM, LEFT, plot_view
from weft.compiler.route_evaluation.scale import scale_over

SVG = "{http://www.w3.org/2000/svg}"


def compared(names: Sequence[str], instances: int = 1) -> Comparison:
    """Return a comparison in which each system is right more often, and dearer, than the one before."""
    return compare_systems(
        (
            JudgedQuestion(
                number,
                f"d{number % 3}",
                "hard" if number % 2 else "easy",
                number / 30,
                tuple(
                    Judged(instances * (number % 7 <= at + 3), instances, at, 500.0 * at + 100 + number)
                    for at in range(len(names))
                ),
            )
            for number in range(30)
        ),
        names,
    )


def inputs_of(names: Sequence[str], instances: int = 1) -> Inputs:
    systems = tuple(System(name, (Prediction("SELECT 1"),), "as its answers tell") for name in names)
    files = tuple(Path(f"d{at}.sqlite") for at in range(instances))
    return Inputs((Example("0", "d", "?", "SELECT 1"),), systems, {"d": files}, {}, {}, instances > 1)


def test_each_system_is_drawn_once_and_named(tmp_path: Path) -> None:
    names = ["small", "large <&>\x1b"]
    write_plot(tmp_path / "a.svg", inputs_of(names), compared(names))
    root = ET.parse(tmp_path / "a.svg").getroot()
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    for name in (
        "small",
        "large <&>\N{REPLACEMENT CHARACTER}",
        "random mix",
        "oracle",
        "hardness of gold",
        "best random mix of the systems",
        "EX against tokens",
    ):
        assert texts.count(name) == 1
    assert "small, then large <&>\N{REPLACEMENT CHARACTER}, by expected hardness" in texts


def test_the_mixture_runs_from_the_cheapest_system_through_the_others() -> None:
    view = plot_view(compared(["a", "b", "c"]), MeasureName("EX", ""))
    points = [tuple(map(float, pair.split(","))) for pair in view.mixture.path[1:].split(" L")]
    assert points[0] == (view.systems[0].x, view.systems[0].y)
    assert (view.systems[2].x, view.systems[2].y) in points
    assert all(first[1] >= second[1] for first, second in pairwise(points))
    assert all(mark.x >= LEFT and mark.high <= mark.y <= mark.low <= BOTTOM for mark in view.systems)


def test_where_all_are_right_about_one_database_the_axis_ends_at_all() -> None:
    judged = tuple(Judged(1, 1, 0, 100.0 * at) for at in (1, 2))
    comparison = compare_systems((JudgedQuestion(0, "d", "easy", 0.5, judged),), ["small", "large"])
    view = plot_view(comparison, MeasureName("EX", ""))
    assert view.y_ticks[-1].text == "100 %"
    assert view.subtitle.startswith("1 question about 1 database;")


@pytest.mark.parametrize("count", [2, 5, 7])
def test_curves_are_told_from_systems_by_colour_and_named_above_the_plot(count: int) -> None:
    view = plot_view(compared([f"s{at}" for at in range(count)]), MeasureName("EX", ""))
    colours = [one.colour for one in (*view.systems, *view.curves)]
    assert view.curves
    assert sorted(colours) == list(range(len(colours)))
    assert len(colours) <= 8
    assert max(curve.y for curve in (view.mixture, *view.curves)) + 12 < min(tick.at for tick in view.y_ticks)


def test_a_page_tells_the_figures_as_well(tmp_path: Path) -> None:
    names = ["small", "large <b>"]
    write_plot(tmp_path / "a.html", inputs_of(names), compared(names))
    page = (tmp_path / "a.html").read_text()
    assert "<svg" in page and "large &lt;b&gt;" in page and "<b>" not in page
    assert page.count('<th scope="row"') == 5 + 5 + 2


def test_agreement_on_instances_is_never_called_ex(tmp_path: Path) -> None:
    names = ["small", "large"]
    for ending in (".svg", ".html"):
        file = tmp_path / f"a{ending}"
        write_plot(file, inputs_of(names, 3), compared(names, 3))
        text = file.read_text()
        assert "Agreement against tokens" in text
        assert "EX" not in text.replace("which is not EX", "")


@pytest.mark.skipif(not find_spec("resvg_py"), reason="resvg-py is not installed: pip install 'weft[plots]'")
def test_png_is_drawn_without_a_browser(tmp_path: Path) -> None:
    names = ["small", "large"]
    write_plot(tmp_path / "a.png", inputs_of(names), compared(names))
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_png_without_its_library_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(CannotPlot, match=r"pip install 'weft\[plots\]'"):
        check_plot(tmp_path / "a.png", inputs_of(["small"]))


@given(st.lists(st.tuples(st.integers(70, 800), st.integers(130, 480), st.sampled_from("abc")), max_size=5))
def test_labels_hide_neither_each_other_nor_points(points: list[tuple[int, int, str]]) -> None:
    spread = [(float(x), float(y), text) for x, y, text in points]
    if any(abs(x - to_x) < 60 and abs(y - to_y) < 60 for (x, y, _), (to_x, to_y, _) in combinations(spread, 2)):
        return  # there may be no room
    labels = place_labels(spread, Box(60, 120, 860, 500), ())
    boxes = [Box(x - 7, y - 7, x + 7, y + 7) for x, y, _ in spread]
    boxes += [_box(label.x, label.y, label.anchor) for label in labels]
    assert not any(first.overlaps(second) for first, second in combinations(boxes, 2))


def _box(x: float, y: float, anchor: str) -> Box:
    left = x - {"start": 0.0, "middle": 3.0, "end": 6.0}[anchor]
    return Box(left, y - 9, left + 6, y)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (64.4, 90.7, [60, 65, 70, 75, 80, 85, 90, 95]), (50, 50, [50, 51])],
)
def test_axes_end_at_round_numbers(low: float, high: float, ticks: list[float]) -> None:
    scale = scale_over(low, high, 100, 0, 6)
    assert (scale(ticks[0]), scale(ticks[-1])) == (100, 0)
    assert set(ticks) >= {tick for tick in scale.ticks(8) if tick == int(tick)}
