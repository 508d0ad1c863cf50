"""Yours to edit: code that runs before and after actions; written once, never overwritten.

Override a method of `Hooks` and mark it with `@override`; a type checker then reports a
method whose action was renamed or whose parameters changed.
"""

from app.services.hooks import Hooks


class OwnHooks(Hooks):
    """Nothing is added yet."""
