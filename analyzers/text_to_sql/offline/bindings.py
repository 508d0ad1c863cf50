"""Features of a value beside a column, from which conditions are predicted, and of a number that stands alone."""

from msgspec import Struct

from .phrases import Features
from .reading import Reading

OPERATORS = ("=", "!=", ">", ">=", "<", "<=", "like", "between")
LONE_SLOTS = ("having", "limit")


class Atom(Struct, frozen=True):
    """What a question compares with: a span of it, as a value or number. `columns` hold it, spelled as `texts` say."""

    start: int
    end: int
    text: str
    is_number: bool
    columns: tuple[int, ...]
    texts: tuple[str, ...]
    is_marked: bool = True
    is_exact: bool = True


def atoms_of(reading: Reading) -> tuple[Atom, ...]:
    """Return the values and numbers of a question, in their order."""
    values = [
        Atom(
            value.start,
            value.end,
            value.text,
            False,
            tuple(place.column for place in value.places),
            tuple(place.text for place in value.places),
            value.is_marked,
            value.is_exact,
        )
        for value in reading.values
    ]
    numbers = [
        Atom(number.at, number.at + 1, number.text, True, tuple(sorted(number.columns)), (), not number.is_word)
        for number in reading.numbers
    ]
    return tuple(sorted((*values, *numbers), key=lambda atom: atom.start))


def binding_columns(reading: Reading, atom: Atom) -> tuple[int, ...]:
    """Return the columns that a value may be compared with: those that hold it, and those that could."""
    if not atom.is_number:
        said = (
            [column.number for column in reading.layout.columns if column.kind != "number"] if not atom.columns else []
        )
        near = [number for number in said if reading.columns[number].share]
        return tuple(dict.fromkeys((*atom.columns, *near)))
    fitting = [
        column.number
        for column in reading.layout.columns
        if column.kind != "text" or reading.columns[column.number].share or "year" in column.words
    ]
    return tuple(dict.fromkeys((*fitting, *atom.columns)))


def binding_features(reading: Reading, atom: Atom, number: int) -> Features:
    """Return the features of an atom beside a column, without those of `atom_features`."""
    column, mention = reading.layout.columns[number], reading.columns[number]
    gap = min(8, max(0, atom.start - mention.end, mention.start - atom.end + 1)) if mention.share else 9
    side = "before" if mention.start < atom.start else "after"
    said = "full" if mention.is_full else "part" if mention.share else "no"
    holds = number in atom.columns
    kind = "number" if atom.is_number else "value" if atom.columns else "free"
    others = len(set(atom.columns))
    features: Features = {
        f"{kind} {column.kind} holds {holds}": 1.0,
        f"{kind} holds {holds} of {min(4, others)} {said}": 1.0,
        f"{kind} gap {min(gap, 5)} {side} {said}": 1.0,
        f"{kind} {said} holds {holds}": 1.0,
        f"{kind} nearest {_is_nearest(reading, atom, number)} {said}": 1.0,
        f"{kind} table {reading.tables[column.table].is_full}": 1.0,
        f"{kind} last {column.words[-1] if column.words else ''}": 1.0,
        f"{kind} key {column.is_key} {column.is_foreign} {said}": 1.0,
        f"{kind} marked {atom.is_marked} exact {atom.is_exact} words {min(3, atom.end - atom.start)}": 1.0,
    }
    for word in reading.known[max(0, atom.start - 3) : atom.start]:
        features[f"{word}:{column.words[-1] if column.words else ''}"] = 0.7
    return features


def atom_features(reading: Reading, atom: Atom) -> Features:
    """Return the features of the words around an atom."""
    kind = "number" if atom.is_number else "value"
    size = "four" if atom.is_number and len(atom.text) == 4 else "small" if len(atom.text) < 3 else "other"
    features: Features = {"bias": 1.0, f"{kind} {size} {atom.is_marked}": 1.0}
    known = ("^", "^", "^", *reading.kinds, "$", "$", "$")
    start, end = atom.start + 3, atom.end + 3
    for distance in (1, 2, 3):
        features[f"{kind} -{distance} {known[start - distance]}"] = 1.0
        features[f"{kind} +{distance} {known[end + distance - 1]}"] = 1.0
    features[f"{kind} -- {known[start - 2]} {known[start - 1]}"] = 1.0
    features[f"{kind} --- {known[start - 3]} {known[start - 2]} {known[start - 1]}"] = 1.0
    features[f"{kind} ++ {known[end]} {known[end + 1]}"] = 1.0
    for word in (
        *reading.known[max(0, atom.start - 6) : atom.end + 3],
        *reading.kinds[max(0, atom.start - 5) : atom.end + 3],
    ):
        features[f"{kind} near {word}"] = 0.5
    return features


def _is_nearest(reading: Reading, atom: Atom, number: int) -> bool:
    """Say whether no other column that is said in full stands nearer before the atom."""
    mention = reading.columns[number]
    if not mention.is_full or mention.end >= atom.start:
        return False
    return not any(
        mention.end < reading.columns[other].start and reading.columns[other].end < atom.start
        for other in reading.full_columns
    )
