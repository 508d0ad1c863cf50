"""Shows how far a long run is, on a terminal only."""

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]


def _ignore(_phase: str, _done: int, _total: int) -> None:
    """Report nothing."""


@contextmanager
def show_progress(*, is_shown: bool) -> Generator[Report]:
    """Yield a function that takes a phase and how far it is; it draws a bar where a person looks on.

    The bar only moves to and fro until the first report. It is gone in the end.
    """
    if not is_shown or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description:<10}"), BarColumn(), TaskProgressColumn("{task.percentage:>3.0f} %", ""),
        TimeRemainingColumn(compact=True), console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("read", total=None)

        def report(phase: str, done: int, total: int) -> None:
            is_new = bar.tasks[0].description != phase  # and drawn at once, however soon it is over
            bar.update(task, description=phase, completed=done, total=max(total, 1), refresh=is_new)

        yield report
