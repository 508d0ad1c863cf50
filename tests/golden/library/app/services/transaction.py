"""One action, one transaction: all of it happens or none."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from app.database.database import ConflictError
from app.domain.values import Rejection, conflict, outside_calendar
from app.services.context import Context

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 3


def in_transaction(
    action: Callable[Concatenate[Context, P], R | Rejection],
) -> Callable[Concatenate[Context, P], R | Rejection]:
    """Commit what the action did unless it was rejected.

    If somebody else changed the same record meanwhile, the action starts over, so its
    requirements are judged again on what is there now.
    """

    @wraps(action)
    def run(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R | Rejection:
        for _ in range(ATTEMPTS):
            context.connection.begin()
            try:
                result = action(context, *args, **kwargs)
                _finish(context, result)
            except ConflictError:
                context.connection.rollback()
            except OverflowError:
                context.connection.rollback()
                return outside_calendar()
            except BaseException:
                context.connection.rollback()
                raise
            else:
                return result
        return conflict()

    return run


def _finish(context: Context, result: object) -> None:
    if isinstance(result, Rejection):
        context.connection.rollback()
    else:
        context.connection.commit()
