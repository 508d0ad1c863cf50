"""The pages and links that every system has: signing in and out, open tasks, navigation."""

from collections.abc import Iterator

from msgspec import Struct

from ..model import FormField, HumanTask
from ..value_types import Password, Text
from ..words import spaced
from .formatting import capitalised
from .index import Index
from .visitors import SIGN_IN, TASKS, Place, Visitor


class Builtin(Struct, frozen=True):
    """A standard link or button: `sign in`, `sign out`, `open` a page, `answer` a task."""

    does: str
    argument: str = ""
    task: int = 0

    @property
    def label(self) -> str:
        """Return the name of a button that answers a task."""
        return capitalised(spaced(self.argument))


class StandardPages:
    """Knows which standard pages and links a model has."""

    def __init__(self, index: Index) -> None:
        self.titles = {SIGN_IN: "Sign in", TASKS: "Tasks"}
        self._pages = index.model.pages
        self._roles = [role for role in index.model.roles if role.identifiers]
        self._task_roles = {
            role
            for workflow in index.model.workflows
            for state in workflow.states
            for step in state.steps
            if isinstance(step, HumanTask)
            for role in step.roles
        }
        labels = dict.fromkeys(role.field(name).label for role in self._roles for name in role.identifiers)
        self._identifiers = tuple(labels)
        self.sign_in_inputs = (
            FormField(name="identifier", type=Text(), label=_joined(self._identifiers)),
            FormField(name="password", type=Password(), label="Password"),
        )

    @property
    def home(self) -> Place:
        """Return where to go after signing in or out: `/`, else the first page that everybody may see."""
        open_pages = [page for page in self._pages if not page.parameters]
        at_root = [page for page in open_pages if page.path == "/"]
        public = [page for page in open_pages if not page.roles]
        return Place(next((page.name for page in (*at_root, *public)), SIGN_IN))

    @property
    def rejection(self) -> str:
        """Return what is said of a wrong password: there is one sign-in for all roles."""
        return f"Wrong {_lowered(_joined(self._identifiers))} or password"

    @property
    def sign_in_roles(self) -> list[str]:
        """Return the names of the roles that can sign in."""
        return [role.name for role in self._roles]

    def has_tasks(self, visitor: Visitor) -> bool:
        """Tell whether the Tasks page is for this visitor."""
        return visitor.person is not None and visitor.person.role in self._task_roles

    def navigation(self, visitor: Visitor) -> Iterator[tuple[str, Builtin]]:
        """Yield the links that stand on every page."""
        role = visitor.person.role if visitor.person else None
        for page in self._pages:
            if not page.parameters and (not page.roles or role in page.roles):
                yield page.title, Builtin("open", page.name)
        if self.has_tasks(visitor):
            yield self.titles[TASKS], Builtin("open", TASKS)
        if role is not None:
            yield "Sign out", Builtin("sign out")
        elif self._roles and (visitor.place is None or visitor.place.page != SIGN_IN):
            yield "Sign in", Builtin("open", SIGN_IN)


def _joined(labels: tuple[str, ...]) -> str:
    """Return `Username or email`."""
    return " or ".join([label if number == 0 else _lowered(label) for number, label in enumerate(labels)])


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
