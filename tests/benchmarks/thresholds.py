"""Fixes thresholds on what is known of earlier questions, so that a budget is kept and as much as possible is right."""

from collections.abc import Sequence

from msgspec import Struct


class Trial(Struct, frozen=True):
    """A question that both a cheap and a dear pipeline answered: what each was worth, and what each cost in tokens.

    `probability` is that of the cheap answer being right, as it was seen then. `dear_is_right` is None where the dear
    pipeline was not asked; then the share of all others stands in.
    """

    probability: float
    cheap_is_right: bool
    cheap_tokens: float
    dear_is_right: bool | None
    dear_tokens: float


class Threshold(Struct, frozen=True):
    """Accept a cheap answer from this probability on: how often that escalates, what is then right, and at what cost.

    `escalated` and `accuracy` are shares from 0 to 1, `tokens` is the mean for each question.
    """

    accept: float
    escalated: float
    accuracy: float
    tokens: float


def thresholds(trials: Sequence[Trial]) -> tuple[Threshold, ...]:
    """Return what each threshold that makes a difference would have done, from never escalating to always.

    Raises ValueError where there are no trials.
    """
    if not trials:
        raise ValueError("there is nothing to calibrate with")
    known = [float(trial.dear_is_right) for trial in trials if trial.dear_is_right is not None]
    usual = sum(known) / len(known) if known else 0.0
    bounds = [0.0, *sorted({trial.probability for trial in trials}), 1.01]
    return tuple(_threshold(accept, trials, usual) for accept in bounds[:1] + bounds[2:])


def _threshold(accept: float, trials: Sequence[Trial], usual: float) -> Threshold:
    escalated = [trial for trial in trials if trial.probability < accept]
    kept = [trial for trial in trials if trial.probability >= accept]
    right = sum(trial.cheap_is_right for trial in kept) + sum(
        usual if trial.dear_is_right is None else trial.dear_is_right for trial in escalated
    )
    tokens = sum(trial.cheap_tokens for trial in trials) + sum(trial.dear_tokens for trial in escalated)
    count = len(trials)
    return Threshold(accept, len(escalated) / count, right / count, tokens / count)


def best_within(found: Sequence[Threshold], tokens: float) -> Threshold | None:
    """Return the threshold that is most often right for so many tokens a question, the cheapest of equals.

    None where even never escalating takes more.
    """
    within = [threshold for threshold in found if threshold.tokens <= tokens]
    return max(within, key=lambda threshold: (threshold.accuracy, -threshold.tokens), default=None)
