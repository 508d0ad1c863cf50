"""Fits the rising function that takes scores to shares of right answers."""

from collections.abc import Sequence

from ..models.calibration import Calibration

_BIN = 20  # answers at least whose share is told apart from that of others
_SUREST = 0.99  # nobody is surer than that, whatever few answers say


def fit_calibration(scores: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Return the rising function nearest to what answers of such scores were worth; the same answers give the same.

    Answers of like scores are taken together, twenty at least, then neighbours that fall are pooled (Ayer et al. 1955,
    An empirical distribution function for sampling with incomplete information). Raises ValueError without answers.
    """
    if not scores:
        raise ValueError("there are no answers to fit a calibration to")
    blocks: list[tuple[float, float, int]] = []  # sum of scores, right ones, all
    for block in _binned(sorted(zip(scores, right, strict=True))):
        blocks.append(block)
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = (blocks[-1][0] + last[0], blocks[-1][1] + last[1], blocks[-1][2] + last[2])
    return Calibration(
        tuple(round(total / count, 4) for total, _, count in blocks),
        tuple(round(min(max(_share(block), 1 - _SUREST), _SUREST), 4) for block in blocks),
    )


def _binned(answers: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return answers in their order, so many together; those of one score are never parted."""
    bins: list[tuple[float, float, int]] = []
    for at, (score, is_right) in enumerate(answers):
        is_new = not bins or (bins[-1][2] >= _BIN and score != answers[at - 1][0])
        total, good, count = (0.0, 0.0, 0) if is_new else bins.pop()
        bins.append((total + score, good + is_right, count + 1))
    if len(bins) > 1 and bins[-1][2] < _BIN:
        last = bins.pop()
        bins[-1] = (bins[-1][0] + last[0], bins[-1][1] + last[1], bins[-1][2] + last[2])
    return bins


def _share(block: tuple[float, float, int]) -> float:
    return block[1] / block[2]
