"""Shows how far a build is, on a terminal only."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

Report = Callable[[str, int, int], None]


def _ignore(_phase: str, _done: int, _total: int) -> None:
    """Report nothing."""


@contextmanager
def show_progress(*, is_shown: bool) -> Generator[Report]:
    """Yield a function that takes a phase and how far it is; it draws a bar where a person looks on."""
    if not is_shown or not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description:<20}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("read", total=1)

        def report(phase: str, done: int, total: int) -> None:
            bar.update(task, description=phase, completed=done, total=max(total, 1))

        yield report
