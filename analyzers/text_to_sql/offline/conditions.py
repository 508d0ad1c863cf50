"""Chooses what a query of a given shape compares with what: the best few sets of conditions."""

from collections.abc import Sequence

from msgspec import Struct

from .query import Condition, Literal
from .scoring import Binding, Scored
from .sketches import Sketch

_WIDTH = 5
_NEAR = 6  # words before a text that say where it stands
_COMPARED = 4  # columns that are tried for a scalar query
_FAMILIES = {">": (">", ">="), "<": ("<", "<=")}
_TURNED = {">": "<", "<": ">"}
_TURNING = 1.0  # what it costs to compare the other way round than the shape says


class Choice(Struct, frozen=True):
    """Conditions that fit a shape: those of the query and of its second query, their score, and the atoms used."""

    score: float = 0.0
    left: tuple[Condition, ...] = ()
    right: tuple[Condition, ...] = ()
    atoms: frozenset[int] = frozenset()

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that the query itself compares."""
        return tuple(condition.column for condition in self.left)


_Option = tuple[float, Condition, frozenset[int]]


def choices_of(sketch: Sketch, scored: Scored) -> list[Choice]:
    """Return the best sets of conditions for a shape, best first; none where the question lacks the values."""
    choices = [Choice()]
    for at, label in enumerate((*sketch.left, *sketch.right)):
        options = _options(label, scored)
        choices = _extended(choices, options, is_right=at >= len(sketch.left))
    return choices


def _extended(choices: Sequence[Choice], options: Sequence[_Option], *, is_right: bool) -> list[Choice]:
    found: dict[tuple[frozenset[Condition], frozenset[Condition]], Choice] = {}
    for choice in choices:
        for score, condition, atoms in options:
            taken = (*choice.left, *choice.right)
            if choice.atoms & atoms or condition in taken:
                continue
            left = choice.left if is_right else (*choice.left, condition)
            right = (*choice.right, condition) if is_right else choice.right
            made = Choice(choice.score + score, left, right, choice.atoms | atoms)
            key = frozenset(left), frozenset(right)
            if key not in found or found[key].score < made.score:
                found[key] = made
    return sorted(found.values(), key=lambda choice: -choice.score)[:_WIDTH]


def _options(label: str, scored: Scored) -> list[_Option]:
    """Return the conditions that one operator of a shape may stand for, best first."""
    operator = label.rstrip("abcdefghijklmnopqrstuvwxyzD") if label[0] in "<>=!" else label
    function = label.removeprefix(operator)
    if function and function != "notin":
        found = _scalar_options(operator, function, scored)
    elif operator == "between":
        found = _between_options(scored)
    else:
        found = [_option(binding, operator, scored) for binding in scored.bindings]
        if operator in _TURNED:
            turned = [_option(binding, _TURNED[operator], scored) for binding in scored.bindings]
            found.extend((score - _TURNING, condition, atoms) for score, condition, atoms in turned)
    return sorted(found, key=lambda option: -option[0])[: 2 * _WIDTH]


def _option(binding: Binding, label: str, scored: Scored) -> _Option:
    operator = max(_FAMILIES.get(label, (label,)), key=binding.score)
    return binding.score(operator), _condition(binding, operator, scored), frozenset({binding.atom})


def _condition(binding: Binding, operator: str, scored: Scored) -> Condition:
    is_number = binding.text.replace(".", "", 1).isdigit()
    text = _pattern(binding, scored) if operator == "like" else binding.text
    return Condition(binding.column, operator, (Literal(text, is_number and operator != "like"),))


def _pattern(binding: Binding, scored: Scored) -> str:
    """Return a pattern for what starts with a text, ends with it, or has it anywhere, as the words before it say."""
    start = scored.atoms[binding.atom].start
    before = scored.reading.stems[max(0, start - _NEAR) : start]
    says_start = any(word in before for word in ("start", "starting", "begin", "beginning", "begins", "prefix"))
    says_end = any(word in before for word in ("end", "ending", "suffix"))
    return ("" if says_start else "%") + binding.text + ("" if says_end and not says_start else "%")


def _scalar_options(operator: str, function: str, scored: Scored) -> list[_Option]:
    columns = scored.reading.layout.columns
    fitting = [column for column in scored.ranked["where"] if columns[column].kind != "text" or function != "avg"]
    return [
        (scored.columns["where"][column], Condition(column, operator, (), function), frozenset[int]())
        for column in fitting[:_COMPARED]
    ]


def _between_options(scored: Scored) -> list[_Option]:
    numbers = [binding for binding in scored.bindings if scored.atoms[binding.atom].is_number]
    return [
        (
            low.score("between") + high.score("between"),
            Condition(low.column, "between", (Literal(low.text, True), Literal(high.text, True))),
            frozenset({low.atom, high.atom}),
        )
        for low in numbers
        for high in numbers
        if low.column == high.column and low.atom < high.atom
    ]
