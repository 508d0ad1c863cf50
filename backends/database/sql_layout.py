"""How statements are laid out: one clause per line, at most a hundred columns."""

import re
from collections.abc import Iterable, Sequence

LINE = 100
PAGES_ARE_NUMBERED = "-- weft: allow deep-offset (pages have numbers, and links to any of them)"
INDENT = "    "
FEW = 40
CLAUSE = re.compile(r"'(?:[^']|'')*'| (?=(?:FROM|WHERE|AND|OR) )")
WORD = re.compile(r"(?:'(?:[^']|'')*'|[^\s'])+")


def select(
    blocks: Sequence[Sequence[str]],
    table: str,
    joins: Iterable[str] = (),
    conditions: Sequence[str] = (),
    order: str = "",
    is_paged: bool = False,
) -> str:
    """Return a SELECT; each block of columns starts on a line of its own."""
    lines = [PAGES_ARE_NUMBERED] if is_paged else []
    lines += [*columns(blocks), f"FROM {table}", *joins, *where(conditions)]
    lines += [f"ORDER BY {order}"] if order else []
    lines += ["LIMIT :limit OFFSET :offset"] if is_paged else []
    return "\n".join(line for item in lines for line in wrap(item))


def columns(blocks: Sequence[Sequence[str]]) -> list[str]:
    """Return `SELECT …`, the columns below it where they do not fit on its line."""
    one = f"SELECT {', '.join(item for block in blocks for item in block)}"
    if len(blocks) == 1 and len(one) <= LINE:
        return [one]
    lines = [line for block in blocks for line in fill([f"{item}," for item in block], INDENT)]
    return ["SELECT", *lines[:-1], lines[-1].removesuffix(",")]


def where(conditions: Sequence[str], first: str = "WHERE") -> list[str]:
    """Return a WHERE clause, one condition a line where they do not fit on one."""
    if not conditions:
        return []
    one = f"{first} {' AND '.join(conditions)}"
    if len(one) <= LINE:
        return [one]
    head, *rest = conditions
    return [f"{first} {head}", *(f"  AND {item}" for item in rest)]


def fill(items: Iterable[str], indent: str) -> list[str]:
    """Return items side by side on indented lines."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + 1 + len(item) <= LINE:
            lines[-1] += f" {item}"
        else:
            lines.append(indent + item)
    return lines


def wrap(line: str, deeper: str = INDENT) -> list[str]:
    """Break a line that is too long between words; texts in quotes stay whole."""
    if len(line) <= LINE:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    place = _clause_break(line)
    if place is not None:
        return [line[:place], *wrap(indent + deeper + line[place + 1 :], "")]
    first, *rest = WORD.findall(line)
    lines = fill([first, *rest], indent)
    found, remaining = lines[0], " ".join(lines[1:])
    return [found, *fill(WORD.findall(remaining), indent + deeper)] if remaining else [found]


def _clause_break(line: str) -> int | None:
    """Return the last place on a line at which a new clause may begin on the next one."""
    places = [match.start() for match in CLAUSE.finditer(line) if match[0] == " "]
    return max((place for place in places if FEW < place <= LINE), default=None)
