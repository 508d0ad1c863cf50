"""The weights of the offline tier, as its file holds them."""

from functools import cache, cached_property

from msgspec import Struct

from ..models import SHIPPED
from ..models.calibration import Calibration
from ..models.hashed_linear import HashedLinear
from ..models.model_files import UnusableModel, read_model
from ..models.trees import Trees
from .preference import Preference
from .sketches import PARTS, Sketch, sketch_of

FORMAT = 1


class Ranking(Struct, frozen=True):
    """What chooses among candidates that were run, and says how far the choice is to be trusted."""

    trees: Trees
    preference: Preference
    calibration: Calibration


class Weights(Struct, frozen=True, dict=True):
    """All that is learned. `sketches` holds the parts of each known shape, `priors` what joins the parts' scores.

    The outputs of `heads` are the classes of one part after the other, each as `part:class`.
    """

    format: int
    vocabulary: frozenset[str]
    sketches: tuple[tuple[str, ...], ...]
    priors: tuple[float, ...]
    heads: HashedLinear
    columns: HashedLinear
    tables: HashedLinear
    bindings: HashedLinear
    alone: HashedLinear
    ranking: Ranking | None = None

    @cached_property
    def classes(self) -> tuple[dict[str, int], ...]:
        """For each part of a sketch, where its classes stand among the outputs of `heads`."""
        found: tuple[dict[str, int], ...] = tuple({} for _ in PARTS)
        for place, output in enumerate(self.heads.outputs):
            part, _, name = output.partition(":")
            found[PARTS.index(part)][name] = place
        return found

    @cached_property
    def shapes(self) -> tuple[Sketch, ...]:
        """The known shapes."""
        return tuple(sketch_of(parts) for parts in self.sketches)

    @cached_property
    def shape_places(self) -> tuple[tuple[int, ...], ...]:
        """For each known shape, where the classes of its parts stand among the outputs of `heads`."""
        return tuple(
            tuple(classes[part] for classes, part in zip(self.classes, parts, strict=True)) for parts in self.sketches
        )


def read_weights(content: bytes) -> Weights:
    """Return the weights in a file; raises UnusableModel."""
    weights = read_model(content, Weights)
    if weights.format != FORMAT:
        raise UnusableModel(f"weights of version {weights.format}, not {FORMAT}: train them again")
    return weights


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with Weft, trained on Spider's training set."""
    return read_weights(SHIPPED.read_bytes())
