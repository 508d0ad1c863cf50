"""Stops what runs in a store: when it takes too long, or when a user presses Ctrl-C."""

import os
import signal
import socket
from enum import Enum
from threading import Thread, Timer, current_thread, main_thread
from types import TracebackType

import wasmtime

_KILLED = 130


class Stop(Enum):
    """Why something was stopped."""

    LATE = "late"
    INTERRUPTED = "interrupted"


class Stopper:
    """Stops what runs in a store while it is entered; `why` says for what reason, where there was one.

    The engine must be one with `epoch_interruption`. What waits in a function of its host is not stopped, but the
    second Ctrl-C ends the process.
    """

    def __init__(self, store: wasmtime.Store, seconds: float | None, *, on_interrupt: bool) -> None:
        """Take the store, after how many seconds to stop it, and whether to do so on Ctrl-C.

        Only the main thread hears of that.
        """
        self.why: Stop | None = None
        self._engine = store.engine
        self._timer = None if seconds is None else Timer(seconds, self._stop, (Stop.LATE,))
        self._interrupts = _Interrupts(self) if on_interrupt and current_thread() is main_thread() else None
        if self._timer or self._interrupts:
            store.set_epoch_deadline(1)

    def __enter__(self) -> "Stopper":
        """Begin to watch."""
        if self._interrupts:
            self._interrupts.begin()
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Watch no longer."""
        if self._timer:
            self._timer.cancel()
        if self._interrupts:
            self._interrupts.end()

    def _stop(self, why: Stop) -> None:
        self.why = self.why or why
        self._engine.increment_epoch()

    def interrupt(self) -> None:
        """Stop what runs; end the process where that was asked for before."""
        if self.why is Stop.INTERRUPTED:
            os._exit(_KILLED)
        self._stop(Stop.INTERRUPTED)


class _Interrupts:
    """Tells a stopper of each Ctrl-C at once.

    Python would only hear of it when the module has come to its end; the system's own part of its handling of signals
    writes a byte into a socket, which a thread waits for.
    """

    def __init__(self, stopper: Stopper) -> None:
        self._stopper = stopper
        self._read, self._written = socket.socketpair()
        self._written.setblocking(False)

    def begin(self) -> None:
        self._handler = signal.signal(signal.SIGINT, lambda number, frame: None)
        self._socket = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        Thread(target=self._wait, daemon=True).start()

    def end(self) -> None:
        signal.set_wakeup_fd(self._socket)
        signal.signal(signal.SIGINT, self._handler)
        self._written.close()  # which ends the thread

    def _wait(self) -> None:
        while received := self._read.recv(64):
            for _ in range(received.count(signal.SIGINT)):
                self._stopper.interrupt()
        self._read.close()
