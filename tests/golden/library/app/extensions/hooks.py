"""Yours to edit: code that runs before and after actions; written once, never overwritten.

Override a method of `Hooks` and mark it with `@override`; a type checker then reports a
method whose action was renamed or whose parameters changed.

    from typing_extensions import override

    class OwnHooks(Hooks):
        @override
        def before_<action>(self, connection, *, ...) -> Rejection | None:
            return broken("my-rule", "What the user is told")  # from app.domain.values
"""

from app.services.hooks import Hooks


class OwnHooks(Hooks):
    """Nothing is added yet."""
