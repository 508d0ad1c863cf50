"""Which names a rule about names looks at: chosen by where a name stands, whether it is quoted, and exceptions."""

import re

from sqlglot import exp

from .rule import Options

# The settings of such a rule. A policy is all, aliases, column_aliases, table_aliases or none; columns and common
# tables count as aliases where they are declared. `ignore_words` are parted by commas.
NAME_OPTIONS: Options = {
    "unquoted_identifiers_policy": "aliases",
    "quoted_identifiers_policy": "none",
    "ignore_words": "",
    "ignore_words_regex": "",
}


def is_wanted(name: exp.Expr, settings: Options) -> bool:
    """Say whether the settings of a rule cover a name; it must stand in a whole statement, not in a part of a body."""
    if isinstance(name.root(), exp.Condition | exp.Alias):
        return False
    kind = "quoted" if name.args.get("quoted") else "unquoted"
    return _is_covered(name, str(settings[f"{kind}_identifiers_policy"])) and not is_ignored(name.name, settings)


def _is_covered(name: exp.Expr, policy: str) -> bool:
    if policy == "all":
        return True
    parent = name.parent
    if isinstance(parent, exp.Alias | exp.ColumnDef):
        return policy in {"aliases", "column_aliases"} and name.arg_key in {"alias", "this"}
    if isinstance(parent, exp.TableAlias):
        return policy in {"aliases", "table_aliases"}
    return False


def is_ignored(name: str, settings: Options) -> bool:
    """Say whether the settings of a rule except a name."""
    words = {word.strip().lower() for word in str(settings["ignore_words"]).split(",")}
    pattern = str(settings["ignore_words_regex"])
    return name.lower() in words or bool(pattern and re.search(pattern, name))
