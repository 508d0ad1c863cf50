"""Spells names: as words, as labels, as plurals, as identifiers of other scripts."""

import re
from functools import cache

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def words_of(name: str) -> str:
    """Return a name as lower-case words: `MyBookings` and `my_bookings` give `my bookings`."""
    return CAMEL.sub(" ", name).replace("_", " ").replace("-", " ").lower()


def spaced(name: str) -> str:
    """Return a name with its words apart, as it is otherwise: `hand_out` gives `hand out`."""
    return name.replace("_", " ")


def label_of(name: str) -> str:
    """Return a name as words with a capital first letter: `passenger_name` gives `Passenger name`."""
    words = words_of(name)
    return words[:1].upper() + words[1:]


@cache
def snake_case(name: str) -> str:
    """Return a name as words joined by underscores: `MyBookings` gives `my_bookings`."""
    return re.sub(r"\W+", "_", words_of(name)).strip("_")


def pascal_case(name: str) -> str:
    """Return a name as capitalised words without spaces: `my bookings` gives `MyBookings`."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", name))


@cache
def plural_of(words: str) -> str:
    """Return the regular English plural of the last word: `city` gives `cities`."""
    if re.search(r"[^aeiou]y$", words):
        return f"{words[:-1]}ies"
    return f"{words}es" if re.search(r"(s|x|z|ch|sh)$", words) else f"{words}s"


def slug_of(title: str) -> str:
    """Return a title as lower-case words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "untitled"
