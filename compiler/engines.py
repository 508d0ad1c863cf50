"""Shares work out, to processes of this machine or to Ray; results come in order, few at a time."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from importlib import import_module
from typing import Any, Protocol, TypeVar

from ..diagnostics import WeftError

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 2  # how much work waits for each process, so that none idles and memory stays small


class MissingEngine(WeftError):
    """An engine that is not installed."""


class Engine(Protocol):
    """Runs a function of a module on items."""

    def map(self, function: Callable[[Any, Item], Result], shared: Any, items: Iterable[Item]) -> Iterator[Result]:
        """Yield what the function makes of `shared` and each item, in the order of the items."""
        ...


class OneProcess:
    """Does the work here."""

    def map(self, function: Callable[[Any, Item], Result], shared: Any, items: Iterable[Item]) -> Iterator[Result]:
        """Yield what the function makes of `shared` and each item, in their order."""
        return (function(shared, item) for item in items)


class Processes:
    """Shares the work out to processes of this machine."""

    def __init__(self, jobs: int) -> None:
        """Take how many processes there are to be."""
        self._jobs = jobs

    def map(self, function: Callable[[Any, Item], Result], shared: Any, items: Iterable[Item]) -> Iterator[Result]:
        """Yield what the function makes of `shared` and each item, in their order."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self._jobs, context, _share, (shared,)) as pool:

            def submit(item: Item) -> Future[Result]:
                return pool.submit(_call, function, item)

            try:
                yield from _in_order(submit, Future[Result].result, items, self._jobs * _AHEAD)
            finally:
                pool.shutdown(cancel_futures=True)


class Ray:
    """Shares the work out to a Ray cluster: the one that RAY_ADDRESS names, else one started on this machine."""

    def __init__(self, jobs: int) -> None:
        """Take how many tasks may run at a time, 0 for as many as the cluster has processors."""
        try:
            ray = import_module("ray")
        except ImportError:
            raise MissingEngine("Ray is not installed: pip install 'weft[ray]'") from None
        self._ray: Any = ray
        if not self._ray.is_initialized():
            self._ray.init(
                num_cpus=None if _names_cluster() else jobs or None, log_to_driver=False, include_dashboard=False
            )
        self._tasks = jobs or int(self._ray.cluster_resources().get("CPU", 1))

    def map(self, function: Callable[[Any, Item], Result], shared: Any, items: Iterable[Item]) -> Iterator[Result]:
        """Yield what the function makes of `shared` and each item, in their order."""
        reference = self._ray.put(shared)
        task = self._ray.remote(function)

        def submit(item: Item) -> Any:
            return task.remote(reference, item)

        return _in_order(submit, self._ray.get, items, self._tasks * _AHEAD)


def engine(name: str, jobs: int) -> Engine:
    """Return the engine of this name for so many processes; raises MissingEngine."""
    if name == "ray":
        return Ray(jobs)
    return Processes(jobs) if jobs > 1 else OneProcess()


def _in_order(
    submit: Callable[[Item], Any], wait: Callable[[Any], Result], items: Iterable[Item], ahead: int
) -> Iterator[Result]:
    waiting: deque[Any] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) > ahead:
            yield wait(waiting.popleft())
    while waiting:
        yield wait(waiting.popleft())


_shared: Any = None  # what all calls in this process share


def _share(shared: Any) -> None:
    global _shared
    _shared = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent as well, which ends us


def _call(function: Callable[[Any, Item], Result], item: Item) -> Result:
    return function(_shared, item)


def _names_cluster() -> bool:
    return "RAY_ADDRESS" in os.environ
