"""How names and verbs are written in sentences, and what comes near a wrong name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Generic, TypeVar

_SIBILANT = ("s", "x", "z", "ch", "sh")


def spelled(text: str) -> str:
    """Return what a person wrote in the form in which names are compared."""
    return " ".join(text.replace("_", " ").lower().split())


def third_person(verb: str) -> str:
    """Return the form of a verb that goes with she and he: `cancel` is `cancels`, `try` is `tries`."""
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith((*_SIBILANT, "o")) else "s")


def base_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of a verb that go with I and they, where it stands in the third person."""
    irregular = {"is": ("am", "are"), "has": ("have",), "does": ("do",)}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return (verb[:-3] + "y",)
    if verb.endswith("es") and verb[:-2].endswith((*_SIBILANT, "o")):
        return (verb[:-2],) if not verb.endswith("ses") else (verb[:-2], verb[:-1])
    return (verb[:-1],) if verb.endswith("s") and not verb.endswith("ss") else ()


_Item_co = TypeVar("_Item_co", covariant=True)


class Names(Generic[_Item_co]):
    """Things by all the ways to write their names.

    A declared name comes before another thing's spelling; else the first to take a spelling keeps it.
    """

    def __init__(self, items: Iterable[tuple[str, _Item_co, Iterable[str]]]) -> None:
        """Take (declared name, thing, spellings) of each thing."""
        self._found: dict[str, tuple[str, _Item_co]] = {}
        self._listed: list[str] = []
        listed = list(items)
        for name, item, _ in listed:
            self._listed.append(name)
            self._found.setdefault(spelled(name), (name, item))
        for name, item, spellings in listed:
            for spelling in spellings:
                self._found.setdefault(spelled(spelling), (name, item))

    def find(self, text: str) -> _Item_co | None:
        """Return the thing with this name, however it is written."""
        found = self._found.get(text) or self._found.get(spelled(text))
        return found[1] if found else None

    def near(self, text: str) -> str:
        """Return the declared name that comes nearest to an unknown one, or nothing."""
        close = get_close_matches(spelled(text), list(self._found), 1)
        return self._found[close[0]][0] if close else ""

    def hint(self, text: str) -> str:
        """Return the hint for an unknown name: the nearest one, else all where they are few."""
        near = self.near(text)
        if near:
            return f"did you mean {near}?"
        return f"known: {', '.join(self._listed)}" if 0 < len(self._listed) <= 8 else ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return all spellings, in the order of declaration."""
        return tuple(self._found)

    @property
    def declared(self) -> tuple[str, ...]:
        """Return the declared names, in their order."""
        return tuple(self._listed)
