"""The menu: which pages it leads to, and for whom."""

from ...dsl.model import Form, HumanTask, Model, Page, StartSession
from ...dsl.words import words_of
from ..names import member_name
from ..python_expressions import python_string
from .searches import search_of


def home_path(model: Model) -> str:
    """Return where people start: `/`, else the first page that everybody may see, else the sign-in page."""
    without_parameters = [page for page in model.pages if not page.parameters]
    if any(page.path == "/" for page in without_parameters):
        return "/"
    public = [page.path for page in without_parameters if not page.roles]
    return next(iter(public), "/sign-in")


def links(model: Model) -> list[str]:
    """Return the arguments of each link of the menu."""
    found = [_link(page, model) for page in model.pages if _is_in_menu(page, model)]
    roles = task_roles(model)
    return [*found, *([f'"Tasks", "/tasks", roles=({_members(roles)})'] if roles else [])]


def task_roles(model: Model) -> list[str]:
    """Return the roles whose people are given tasks."""
    found = {
        role
        for workflow in model.workflows
        for state in workflow.states
        for step in state.steps
        if isinstance(step, HumanTask)
        for role in step.roles
    }
    return [role.name for role in model.roles if role.name in found]


def system_title(model: Model) -> str:
    """Return the name of the system as people read it: `Rail Tickets`."""
    return " ".join(word[:1].upper() + word[1:] for word in words_of(model.system.name).split())


def _is_in_menu(page: Page, model: Model) -> bool:
    """Tell whether a page shows something on its own: no record is needed, and no search. The name of the system,
    which stands first, leads home already."""
    if page.path == home_path(model) and page.title == system_title(model):
        return False
    search = search_of(page, model)
    return not page.parameters and (search is None or search.own is not None or search.can_be_empty)


def _link(page: Page, model: Model) -> str:
    arguments = [python_string(page.title), python_string(page.path)]
    arguments += [f"roles=({_members(list(page.roles))})"] if page.roles else []
    arguments += ["signed_out_only=True"] if _only_signs_in(page, model) else []
    return ", ".join(arguments)


def _only_signs_in(page: Page, model: Model) -> bool:
    """Tell whether all that a page is for is to become somebody who is signed in."""
    forms = [part for part in page.parts if isinstance(part, Form)]
    return bool(forms) and len(forms) == len(page.parts) and all(_starts_session(form, model) for form in forms)


def _starts_session(form: Form, model: Model) -> bool:
    if form.action is None:
        return False
    return any(isinstance(effect, StartSession) for effect in model.action(form.action).effects)


def _members(roles: list[str]) -> str:
    return "".join(f"Role.{member_name(role)}, " for role in roles)
