"""What a specification declares, by name: the table in which every reference is looked up."""

from collections.abc import Iterable

from msgspec import Struct, field

from ...diagnostics import Diagnostic, Related, Span
from ..catalog import DUPLICATE_NAME, MISSING_PART, UNKNOWN_NAME, nearest
from ..model import Decision, Entity, Enumeration, Query, Service
from ..syntax_tree import Block, Name, Parameter
from ..value_types import Choice


class Declarations(Struct):
    """Everything declared, filled in the order in which later parts need earlier ones.

    `unread` are names that were meant to be declared but had a mistake: that they are unknown is no news.
    """

    currency_scale: int = 2
    blocks: dict[tuple[str, str], Block] = field(default_factory=dict[tuple[str, str], Block])
    enumerations: dict[str, Enumeration] = field(default_factory=dict[str, Enumeration])
    entities: dict[str, Entity] = field(default_factory=dict[str, Entity])
    services: dict[str, Service] = field(default_factory=dict[str, Service])
    decisions: dict[str, Decision] = field(default_factory=dict[str, Decision])
    queries: dict[str, Query] = field(default_factory=dict[str, Query])
    unread: set[str] = field(default_factory=set[str])
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def names_of(self, *keywords: str) -> list[str]:
        """Return the names declared by blocks of these keywords."""
        return [name for keyword, name in self.blocks if keyword in keywords]

    def block(self, name: str, *keywords: str) -> Block | None:
        """Return the block that declares a name under one of the keywords."""
        return next((self.blocks[key, name] for key in keywords if (key, name) in self.blocks), None)

    def declare(self, blocks: Iterable[Block]) -> None:
        """Enter blocks by keyword and name; of two with one name the first stays."""
        for block in blocks:
            name = block.header.name
            if name is None:
                continue
            twin = self._twin(block.keyword, name.text)
            if twin is None:
                self.blocks[block.keyword, name.text] = block
            else:
                self.duplicate(name, f"{twin.keyword.lower()} `{name.text}`", twin.span)

    def _twin(self, keyword: str, name: str) -> Block | None:
        """Return an earlier block that takes the name: types share one space of names."""
        kinds = ("Role", "Enum", "Entity") if keyword in ("Role", "Enum", "Entity") else (keyword,)
        if keyword in ("Decision", "Query"):
            kinds = ("Decision", "Query")
        return self.block(name, *kinds)

    def duplicate(self, name: Name, what: str, first: Span) -> None:
        """Report a second declaration of a name."""
        related = (Related("first declared here", first),)
        self.diagnostics.append(DUPLICATE_NAME.at(name.span, f"{what} is declared twice", "rename one", related))

    def unknown(self, name: Name, what: str, known: Iterable[str], otherwise: str = "") -> None:
        """Report a name that nothing declares, with the nearest one; where none is near, with the hint `otherwise`."""
        self._unknown(name, f"there is no {what} `{name.text}`", known, otherwise)

    def missing(self, block: Block, message: str, hint: str = "", at: Span | None = None) -> None:
        """Report that a definition lacks a part, unless a line that could not be read may be that part."""
        if not block.is_damaged:
            self.diagnostics.append(MISSING_PART.at(at or block.span, message, hint))

    def lacking(self, owner: str, name: Name, what: str, known: Iterable[str], otherwise: str = "") -> None:
        """Report a part that its owner does not have, with the nearest one or another way: `Book has no field …`."""
        self._unknown(name, f"{owner} has no {what} `{name.text}`", known, otherwise)

    def _unknown(self, name: Name, message: str, known: Iterable[str], otherwise: str = "") -> None:
        if name.text in self.unread:
            return
        names = list(known)
        hint = nearest(name.text, names) or otherwise or (f"known: {', '.join(names[:8])}" if names else "")
        self.diagnostics.append(UNKNOWN_NAME.at(name.span, message, hint))

    def entity(self, name: Name) -> Entity | None:
        """Look up an entity or a role; report it where there is none."""
        if name.text not in self.entities:
            self.unknown(name, "entity", self.entities)
            return None
        return self.entities[name.text]

    def choice(self, enumeration: Enumeration) -> Choice:
        """Return the type of an enumeration."""
        return Choice(enumeration.name, enumeration.members)


def unique_names(declarations: Declarations, parameters: Iterable[Parameter], what: str) -> list[Parameter]:
    """Return parameters without those whose name came before, which are reported."""
    seen: dict[str, Parameter] = {}
    for parameter in parameters:
        if parameter.name.text in seen:
            first = seen[parameter.name.text].name.span
            declarations.duplicate(parameter.name, f"{what} `{parameter.name.text}`", first)
        else:
            seen[parameter.name.text] = parameter
    return list(seen.values())
