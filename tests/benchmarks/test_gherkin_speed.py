"""Reading Gherkin is at least five times as fast as gherkin-official, and takes time and memory in proportion."""

import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Iterator

import gherkin
import pytest

from weft.diagnostics import Source
from weft.dsl.gherkin.parser import parse_document
from weft.dsl.gherkin.pickles import compile_pickles

LINES_PER_BLOCK = 25
BLOCK = """\
  @smoke @booking
  Scenario: Book seats on train {number}
    What a customer does first.
    Given the train "G{number}" exists
      | number    | origin  | destination | price  |
      | G{number} | Beijing | Shanghai    | 553.00 |
    # the customer is known
    And customer "Ann" is signed in
    When Ann books 2 seats on "G{number}" with
      \"\"\"json
      {{"passenger": "Ann Li"}}
      \"\"\"
    Then the train "G{number}" has seats_left 0

  Scenario Outline: Refund {number}
    Given a booking of <price>
    When Ann asks for a refund <hours> hours before
    Then she gets <refund>

    Examples: by time
      | price | hours | refund |
      | 100   | 360   | 100    |
      | 100   | 48    | 95     |

"""


def make_feature(lines: int) -> str:
    """Return a feature of about so many lines."""
    blocks = [BLOCK.format(number=number) for number in range(lines // LINES_PER_BLOCK)]
    return "Feature: Customers book seats\n\n" + "".join(blocks)


def lines_per_second(lines: int, work: Callable[[], object], rounds: int) -> float:
    """Return the speed of the best round, in processor time."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
        del result
    return lines / best


def peak_megabytes(work: Callable[[], object]) -> float:
    """Return the most memory that the work holds at a time."""
    tracemalloc.start()
    result = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del result
    return peak / 1e6


@pytest.fixture(params=["collector on", "collector off"])
def collector(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test with Python's garbage collector, and again without it, as a command may."""
    if request.param == "collector off":
        gc.disable()
    yield request.param
    gc.enable()


@pytest.mark.parametrize(("lines", "rounds"), [(5_000, 9), (100_000, 3)])
def test_a_document_is_read_five_times_as_fast_as_by_the_peer(
    lines: int, rounds: int, collector: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = make_feature(lines)
    assert parse_document(Source("a.feature", text))[1] == []
    ours = lines_per_second(lines, lambda: parse_document(Source("a.feature", text)), rounds)
    theirs = lines_per_second(lines, lambda: gherkin.Parser().parse(text), rounds)
    figures = f"{ours:>9,.0f} lines/s, peer {theirs:>7,.0f} lines/s, ratio {ours / theirs:.1f}"
    with capsys.disabled():
        print(f"\n{lines:>7} lines, {collector:13}: {figures}", end="")
    assert ours / theirs >= 5


SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


def test_time_and_memory_grow_in_proportion(capsys: pytest.CaptureFixture[str]) -> None:
    speeds: list[float] = []
    for lines in SIZES:
        text = make_feature(lines)
        speeds.append(lines_per_second(lines, lambda text=text: parse_document(Source("a.feature", text)), 5))
        both = lines_per_second(lines, lambda text=text: read_and_compile(text), 5)
        memory = peak_megabytes(lambda text=text: parse_document(Source("a.feature", text)))
        with capsys.disabled():
            print(
                f"\n{lines:>7} lines: {speeds[-1]:>9,.0f} lines/s, with pickles {both:>7,.0f}, peak {memory:.1f} MB",
                end="",
            )
    with capsys.disabled():
        print("\n\n  seconds, on a logarithmic scale: equal steps to the right are proportional growth")
        for lines, speed in zip(SIZES, speeds, strict=True):
            print(f"{lines:>9} {' ' * round(12 * (math.log10(lines / speed) + 4))}*", end="\n")
    # The collector's passes over a bigger heap cost up to half of the speed, however long the text is.
    assert min(speeds) > max(speeds) / 3


def read_and_compile(text: str) -> object:
    """Read a document and fill in its pickles."""
    document, _ = parse_document(Source("a.feature", text))
    return compile_pickles(document)
