"""Runs the actions that the system takes by itself."""

import logging
import threading

from app.services.context import Context
from app.services.system_actions import SYSTEM_ACTIONS
from app.system import System

ROUNDS = 1000


def tick(context: Context) -> None:
    """Run every due system action until none is left."""
    for _ in range(ROUNDS):
        if not sum(run_due(context) for run_due in SYSTEM_ACTIONS):
            return


class Scheduler:
    """Ticks every few seconds on a thread of its own."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._system.settings.tick_seconds):
            try:
                tick(self._system.context())
            except Exception:
                logging.getLogger(__name__).exception("a system action failed")
