"""What the linear models say of a question: how likely each shape is, and each column in each slot."""

from functools import cached_property

from msgspec import Struct

from ..models.probabilities import log_shares
from .bindings import OPERATORS, Atom, atom_features, atoms_of, binding_columns, binding_features
from .model import Weights
from .phrases import phrase_features
from .reading import Reading
from .slots import COLUMN_SLOTS, TABLE_SLOTS, column_features, table_features


class Binding(Struct, frozen=True):
    """A value that could be compared with a column: the atom by number, and a score for each of `OPERATORS`."""

    atom: int
    column: int
    text: str
    scores: tuple[float, ...]

    def score(self, operator: str) -> float:
        """Return the score of an operator."""
        return self.scores[OPERATORS.index(operator)]


class Scored(Struct, frozen=True, dict=True):
    """A question with all scores. `heads` are logarithms of the probabilities of parts, `shapes` those of whole shapes.

    `columns` holds a list for each slot of columns, `tables` for each slot of tables, `alone` the scores of each atom
    as the number of HAVING and of LIMIT.
    """

    reading: Reading
    heads: tuple[float, ...]
    shapes: tuple[float, ...]
    columns: dict[str, tuple[float, ...]]
    tables: dict[str, tuple[float, ...]]
    atoms: tuple[Atom, ...]
    bindings: tuple[Binding, ...]
    alone: tuple[tuple[float, ...], ...]

    @cached_property
    def ranked(self) -> dict[str, tuple[int, ...]]:
        """For each slot of columns, all columns from the best to the worst."""
        return {
            slot: tuple(sorted(range(len(scores)), key=lambda column: (-scores[column], column)))
            for slot, scores in self.columns.items()
        }


def scored(reading: Reading, weights: Weights) -> Scored:
    """Return what the models say of a question."""
    columns = [weights.columns.scores(features) for features in column_features(reading)]
    tables = [weights.tables.scores(features) for features in table_features(reading)]
    atoms = atoms_of(reading)
    contexts = [atom_features(reading, atom) for atom in atoms]
    heads = _head_scores(reading, weights)
    return Scored(
        reading,
        heads,
        _shape_scores(heads, weights),
        {slot: tuple(scores[at] for scores in columns) for at, slot in enumerate(COLUMN_SLOTS)},
        {slot: tuple(scores[at] for scores in tables) for at, slot in enumerate(TABLE_SLOTS)},
        atoms,
        tuple(_bindings(reading, weights, atoms, contexts)),
        tuple(tuple(weights.alone.scores(context)) for context in contexts),
    )


def _head_scores(reading: Reading, weights: Weights) -> tuple[float, ...]:
    scores = weights.heads.scores(phrase_features(reading))
    logs = [0.0] * len(scores)
    for classes in weights.classes:
        places = list(classes.values())
        for place, log in zip(places, log_shares([scores[place] for place in places]), strict=True):
            logs[place] = log
    return tuple(logs)


def _shape_scores(heads: tuple[float, ...], weights: Weights) -> tuple[float, ...]:
    return tuple(
        sum(heads[place] for place in places) + prior
        for places, prior in zip(weights.shape_places, weights.priors, strict=True)
    )


def _bindings(
    reading: Reading, weights: Weights, atoms: tuple[Atom, ...], contexts: list[dict[str, float]]
) -> list[Binding]:
    found: list[Binding] = []
    for number, (atom, context) in enumerate(zip(atoms, contexts, strict=True)):
        spelled = dict(zip(atom.columns, atom.texts, strict=False))
        shared = weights.bindings.scores(context)
        for column in binding_columns(reading, atom):
            own = weights.bindings.scores(binding_features(reading, atom, column))
            scores = tuple(one + other for one, other in zip(own, shared, strict=True))
            found.append(Binding(number, column, spelled.get(column, atom.text), scores))
    return found
