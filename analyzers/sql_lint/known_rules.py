"""All rules and their names; those for rows and for Python are imported when something asks for every rule."""

from functools import cache

from .own_rules import OWN_RULES
from .rule import Rule
from .rules import RULES

Rules = tuple[type[Rule], ...]


@cache
def every_rule() -> Rules:
    """Return all rules that can be chosen, in the order of their codes."""
    from .data_rules import DATA_RULES  # these and what they need take a tenth of the time that a small file takes
    from .python_rules import PYTHON_RULES

    return tuple(sorted((*RULES, *DATA_RULES, *PYTHON_RULES), key=lambda rule: rule.code))


def every_name() -> Rules:
    """Return all that a finding may be called: the rules that can be chosen, and those about the reading itself."""
    return (*every_rule(), *OWN_RULES)


@cache
def codes() -> dict[str, str]:
    """Return the code of each rule by its name and by its code, in lower case."""
    return _codes(every_name())


@cache
def codes_for_sql() -> dict[str, str]:
    """Return the same for the rules that look at SQL, and for those about the reading itself."""
    return _codes((*RULES, *OWN_RULES))


def _codes(rules: Rules) -> dict[str, str]:
    return {key: rule.code for key, rule in _by_key(rules).items()}


def rule_of(name: str) -> type[Rule] | None:
    """Return a rule by its name or code, in capitals or not; None where there is none."""
    key = name.lower()
    return _by_key((*RULES, *OWN_RULES)).get(key) or _by_key(every_name()).get(key)


@cache
def _by_key(rules: Rules) -> dict[str, type[Rule]]:
    return {key.lower(): rule for rule in rules for key in (rule.name, rule.code)}
