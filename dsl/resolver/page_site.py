"""All pages of a specification as each of them sees the others."""

from msgspec import Struct

from ..catalog import MISSING_PART
from ..model import (
    Action,
    FormField,
    PagePart,
    Parameter,
)
from ..syntax_tree import (
    Block,
    ButtonClause,
    FormClause,
    Name,
)
from ..value_types import ListOf, Optional
from .declarations import Declarations
from .scope import Scope


class PageDraft(Struct):
    """A page being resolved."""

    name: str
    parameters: tuple[Parameter, ...]
    inputs: tuple[FormField, ...]
    scope: Scope
    parts: list[PagePart]


class Site(Struct):
    """The pages by name, the parameters in their paths, and the actions that they may do."""

    blocks: dict[str, Block]
    parameters: dict[str, tuple[Parameter, ...]]
    actions: dict[str, Action]
    declarations: Declarations

    def knows(self, name: Name) -> bool:
        """Tell whether a page of this name exists; report it where not."""
        if name.text in self.blocks:
            return True
        self.declarations.unknown(name, "page", self.blocks)
        return False

    def opened(self, name: Name | None, draft: PageDraft) -> str:
        """Return the page that is opened: the named one, else the page itself."""
        return name.text if name is not None and self.knows(name) else draft.name

    def report_unasked(self, clause: FormClause | ButtonClause, action: Action, given: set[str]) -> None:
        """Report the parameters of an action that a form or button does not fill."""
        for parameter in action.parameters:
            may_lack = isinstance(parameter.type, Optional | ListOf) or parameter.default is not None
            if parameter.name not in given and not may_lack:
                message = f"`{action.name}` needs `{parameter.name}`, which nothing here gives"
                hint = "ask for it, or name its record in the page's path"
                self.declarations.diagnostics.append(MISSING_PART.at(clause.span, message, hint))
