"""What was added to the actions is called."""

from app.extensions.hooks import OwnHooks
from app.services.hooks import Hooks


def test_every_own_hook_belongs_to_an_action() -> None:
    own = {name for name in vars(OwnHooks) if name.startswith(("before_", "after_"))}
    assert own <= set(vars(Hooks)), "an action of this name is gone or was renamed"
