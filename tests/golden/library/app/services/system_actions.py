"""The actions that the system takes by itself, in their order."""

from collections.abc import Callable

from app.services.context import Context

SYSTEM_ACTIONS: tuple[Callable[[Context], int], ...] = ()
