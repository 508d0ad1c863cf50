"""Compares systems that answered the same questions: accuracy, tokens, and what routing between them is worth."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..complexity.hardness import Hardness
from .judged import Judged, JudgedQuestion
from .ledger import AskedFigures, asked_by
from .pairs import PairFigures, curve_of, doubts_about, recovered_of
from .policy_points import Measured, Share, Sums, accuracy_of, elasticity_of, mix_gain_of, sums_of

_HARD = (Hardness.HARD.value, Hardness.EXTRA.value)


class Counted(Struct, frozen=True):
    """How many of so many questions are answered rightly."""

    right: float
    questions: int


class PolicyFigures(Struct, frozen=True):
    """A system, or a policy that chooses between systems; what needs tokens is None where nobody knows them.

    `hardness` has the classes of the gold SQL that occur. `elasticity` is TEP beside the basic system. `mix_gain` is
    its accuracy minus that of the best random mixture of the other systems for no more tokens. `problems` are why
    answers gave nothing, the most frequent first, `asked` the pipelines that a system of ours asked.
    """

    name: str
    accuracy: Measured
    hardness: dict[str, Counted]
    tokens: float | None = None
    cost: float | None = None
    elasticity: Measured | None = None
    mix_gain: Measured | None = None
    failed: int = 0
    problems: dict[str, int] = field(default_factory=dict[str, int])
    asked: tuple[AskedFigures, ...] = ()


class Comparison(Struct, frozen=True):
    """All figures: systems in the order in which they were given, baselines, pairs; `left_out` tells questions why.

    `basic` is what elasticity is measured from, `strong` the best system that takes more tokens; empty without tokens.
    """

    questions: int
    databases: int
    left_out: dict[str, str]
    basic: str
    strong: str
    systems: tuple[PolicyFigures, ...]
    baselines: tuple[PolicyFigures, ...]
    pairs: tuple[PairFigures, ...]


class _Policy(Struct, frozen=True):
    name: str
    shares: list[Share]
    sums: Sums


def compare_systems(judged: Iterable[JudgedQuestion], names: Sequence[str], basic: str = "") -> Comparison:
    """Return the figures of systems; `basic` is the name of one, else the cheapest that takes tokens.

    Raises ValueError where no question could be judged.
    """
    everything = list(judged)
    asked = [one for one in everything if not one.problem]
    if not asked:
        raise ValueError("no question could be judged")
    systems = [_policy(name, [one.answers[at] for one in asked], asked) for at, name in enumerate(names)]
    costed = [system for system in systems if system.sums.tokens is not None]
    base = _basic(costed, basic)
    strong = _strong(costed, base)
    baselines = _baselines(base, strong, asked) if base and strong else []
    return Comparison(
        len(asked),
        len({one.database for one in asked}),
        {str(one.number): one.problem for one in everything if one.problem},
        base.name if base else "",
        strong.name if strong else "",
        tuple(
            replace(
                _figures(system, asked, base, [other for other in costed if other is not system]),
                failed=sum(one.answers[at].kind is None for one in asked),
                problems=_problems(one.answers[at] for one in asked),
                asked=asked_by([one.answers[at] for one in asked]),
            )
            for at, system in enumerate(systems)
        ),
        tuple(_figures(policy, asked, base, costed) for policy in baselines),
        tuple(_pairs(systems, asked)),
    )


def _policy(name: str, answers: Sequence[Judged], asked: Sequence[JudgedQuestion]) -> _Policy:
    shares = [
        Share(one.database, float(answer.is_right), answer.tokens, answer.cost)
        for one, answer in zip(asked, answers, strict=True)
    ]
    return _Policy(name, shares, sums_of(shares))


def _problems(answers: Iterable[Judged]) -> dict[str, int]:
    return dict(Counter(answer.problem for answer in answers if answer.problem).most_common())


def _basic(costed: Sequence[_Policy], name: str) -> _Policy | None:
    if name:
        return next((system for system in costed if system.name == name), None)
    return min((system for system in costed if _tokens(system)), key=_tokens, default=None)


def _strong(costed: Sequence[_Policy], basic: _Policy | None) -> _Policy | None:
    dearer = [system for system in costed if basic and _tokens(system) > _tokens(basic)]
    return max(dearer, key=lambda system: (_accuracy(system), -_tokens(system)), default=None)


def _tokens(policy: _Policy) -> float:
    return sum(policy.sums.tokens or ()) / sum(policy.sums.counts)


def _accuracy(policy: _Policy) -> float:
    return sum(policy.sums.right) / sum(policy.sums.counts)


def _baselines(basic: _Policy, strong: _Policy, asked: Sequence[JudgedQuestion]) -> list[_Policy]:
    """Return what anybody gets without a router, and what knowing the class of the gold SQL would be worth."""
    pairs = list(zip(basic.shares, strong.shares, strict=True))
    halves = [_mixed(cheap, dear, 0.5) for cheap, dear in pairs]
    by_gold = [dear if one.hardness in _HARD else cheap for one, (cheap, dear) in zip(asked, pairs, strict=True)]
    oracle = [dear if dear.right > cheap.right else cheap for cheap, dear in pairs]
    return [
        _Policy(name, shares, sums_of(shares))
        for name, shares in (
            ("random mix", halves),
            ("hardness of gold", by_gold),
            ("oracle", oracle),
        )
    ]


def _mixed(cheap: Share, dear: Share, share: float) -> Share:
    def mixed(first: float | None, second: float | None) -> float | None:
        return None if first is None or second is None else (1 - share) * first + share * second

    right = (1 - share) * cheap.right + share * dear.right
    return Share(cheap.database, right, mixed(cheap.tokens, dear.tokens), mixed(cheap.cost, dear.cost))


def _figures(
    policy: _Policy, asked: Sequence[JudgedQuestion], basic: _Policy | None, others: Sequence[_Policy]
) -> PolicyFigures:
    has_tokens = policy.sums.tokens is not None
    costs = [share.cost for share in policy.shares if share.cost is not None]
    return PolicyFigures(
        policy.name,
        accuracy_of(policy.sums),
        _by_hardness(policy.shares, asked),
        _tokens(policy) if has_tokens else None,
        sum(costs) / len(costs) if len(costs) == len(policy.shares) else None,
        elasticity_of(policy.sums, basic.sums) if has_tokens and basic else None,
        mix_gain_of(policy.sums, [other.sums for other in others]) if has_tokens and others else None,
    )


def _by_hardness(shares: Sequence[Share], asked: Sequence[JudgedQuestion]) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    for rating in Hardness:
        right = [share.right for share, one in zip(shares, asked, strict=True) if one.hardness == rating.value]
        if right:
            found[rating.value] = Counted(sum(right), len(right))
    return found


def _pairs(systems: Sequence[_Policy], asked: Sequence[JudgedQuestion]) -> Iterable[PairFigures]:
    """Yield all pairs of a system and a dearer, better one, with all that may be doubted in the cheap one's answers."""
    names = [system.name for system in systems]
    for cheap, weak in enumerate(systems):
        for dear, strong in enumerate(systems):
            if not _is_pair(weak, strong):
                continue
            for doubt in doubts_about(cheap, dear, names, asked):
                if (recovered := recovered_of(cheap, dear, doubt, asked)) is not None:
                    curve = curve_of(cheap, dear, doubt, asked)
                    yield PairFigures(weak.name, strong.name, doubt.name, recovered, curve)


def _is_pair(weak: _Policy, strong: _Policy) -> bool:
    if weak.sums.tokens is None or strong.sums.tokens is None:
        return False
    return _tokens(weak) < _tokens(strong) and _accuracy(weak) < _accuracy(strong)
