"""What people call a rule: the ids of a model are for machines."""

import re

_PARTS = {
    "requires": "a `requires` of {owner}",
    "ensures": "an `ensures` of {owner}",
    "check": "a `check` of {owner}",
    "unique": "a `unique` of {owner}",
    "never": "a `never` of {owner}",
    "calls": "the call in {owner}",
    "by": "the `by` of {owner}",
    "field": "the field {part} of {owner}",
    "parameter": "the input {part} of {owner}",
}
_ID = re.compile(r"(?:action|entity|role|workflow):(?P<owner>[^/:]+)/(?P<kind>[a-z]+)(?::(?P<part>.+))?")


def rule_name(rule_id: str) -> str:
    """Return `a requires of borrow` for `action:borrow/requires:1`; an id that people gave is their own name for it."""
    found = _ID.fullmatch(rule_id)
    if found is not None and found["kind"] in _PARTS:
        return _PARTS[found["kind"]].format(owner=found["owner"], part=found["part"])
    return rule_id.replace(":", " ", 1)
