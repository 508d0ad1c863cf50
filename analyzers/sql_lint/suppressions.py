"""What comments allow: `-- weft: allow select-star (reason)`, `-- weft: allow-file …`, and sqlfluff's `-- noqa`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

UNUSED = ("SQL901", "unused-suppression")
UNKNOWN = ("SQL902", "unknown-suppression")
ALL = "all"
END = 1 << 60  # behind every file

_ALLOW = re.compile(r"(?:^|--\s*)weft:\s*(?P<verb>[\w-]*)\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)?", re.IGNORECASE)
_NOQA = re.compile(
    r"(?:^|--\s*)noqa\b(?:\s*:\s*(?:(?P<verb>disable|enable)\s*=\s*)?(?P<names>[\w.*?-]+(?:\s*,\s*[\w.*?-]+)*))?",
    re.IGNORECASE,
)
# What other linters that read `noqa` call their rules: `LT05`, `L016`, `PRS`, `layout.long_lines`, `LT*`.
_FOREIGN = re.compile(r"[a-z]{2}\d{2}|[a-z]\d{3}|[a-z]{2,3}|.*[.*?_].*", re.IGNORECASE)


class Comment(Struct, frozen=True):
    """A comment [start, end) of a source; `line` is the line it stands on, `scope` the line or statement it is about.

    `body` is what it says, without its marks. A comment that stands alone is about the statement, or else the line,
    that follows; any other about its own line.
    """

    body: str
    start: int
    end: int
    line: tuple[int, int]
    scope: tuple[int, int]


class Suppression(Struct, frozen=True):
    """One name in a comment, as it is written: findings of the rule `code` that touch [first, last) are not wanted.

    An empty code means every rule. `start` and `end` are where the comment stands. It is `judged` where its rule ran,
    so that nothing to suppress means that the comment is of no use.
    """

    name: str
    code: str
    first: int
    last: int
    start: int
    end: int
    judged: bool = False

    def covers(self, found: "Place") -> bool:
        """Say whether a finding is one of those that are not wanted."""
        touches = found.start < self.last and max(found.end, found.start + 1) > self.first
        return touches and self.code in ("", found.code)


class Place(Protocol):
    """A finding, as far as a suppression looks at it."""

    @property
    def code(self) -> str:
        """Return the code of its rule."""
        ...

    @property
    def start(self) -> int:
        """Return the offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        ...


Found = TypeVar("Found", bound=Place)


class Misnomer(Struct, frozen=True):
    """A comment [start, end) that names a rule that does not exist, and what it may have meant."""

    message: str
    hint: str
    start: int
    end: int


class Rules:
    """The rules a comment can name: `codes` by their names and codes in lower case, and those that ran."""

    def __init__(self, codes: Mapping[str, str], ran: Collection[str]) -> None:
        """Take the code of every name in lower case, and the codes of the rules that ran."""
        self.codes = {**codes, ALL: ""}
        self.ran = frozenset(ran)

    def matching(self, name: str) -> list[str]:
        """Return the codes that a name or a pattern stands for."""
        if not _is_pattern(name):
            return [self.codes[name.lower()]] if name.lower() in self.codes else []
        return sorted({code for key, code in self.codes.items() if code and fnmatchcase(key, name.lower())})


def read_comments(comments: Iterable[Comment], rules: Rules) -> tuple[list[Suppression], list[Misnomer]]:
    """Return what the comments of a text allow, and the names in them that no rule has."""
    reader = _Reader(rules)
    for comment in comments:
        reader.read(comment)
    return reader.suppressions, reader.misnomers


def suppress(found: Sequence[Found], suppressions: Sequence[Suppression]) -> tuple[list[Found], list[Suppression]]:
    """Return the findings that stay, and the suppressions that were of no use."""
    used: set[int] = set()
    kept: list[Found] = []
    for finding in found:
        covering = [number for number, known in enumerate(suppressions) if known.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, [known for number, known in enumerate(suppressions) if known.judged and number not in used]


def without_allowed(about: Sequence[Found], suppressions: Sequence[Suppression]) -> list[Found]:
    """Return the findings about comments that stay: what allows everything does not allow that it is of no use."""
    return suppress(about, [known for known in suppressions if known.code])[0]


class _Reader:
    """Reads comments in their order: `enable` ends what an earlier `disable` began."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.suppressions: list[Suppression] = []
        self.misnomers: list[Misnomer] = []
        self._disabled: list[int] = []

    def read(self, comment: Comment) -> None:
        """Add what one comment allows."""
        allowed, tolerated = _ALLOW.search(comment.body), _NOQA.search(comment.body)
        if allowed:
            self._allow(comment, allowed["verb"].lower(), allowed["names"])
        elif tolerated and (tolerated["verb"] or "").lower() == "enable":
            self._enable(comment, tolerated["names"])
        elif tolerated:
            area = (comment.line[0], END) if tolerated["verb"] else comment.line
            names = tolerated["names"]
            added = self._add(comment, names, area, self._is_ours) if names else [self._any(comment, area)]
            self._disabled += added if tolerated["verb"] else []

    def _allow(self, comment: Comment, verb: str, names: str | None) -> None:
        areas = {"allow": comment.scope, "allow-file": (0, END)}
        if verb in areas and names:
            self._add(comment, names, areas[verb], _is_any)
            return
        message = "this comment allows nothing"
        hint = "write `weft: allow NAME (reason)` or `weft: allow-file NAME (reason)`"
        self.misnomers.append(Misnomer(message, hint, comment.start, comment.end))

    def _add(self, comment: Comment, names: str, area: tuple[int, int], is_ours: Callable[[str], bool]) -> list[int]:
        """Add a suppression for each name, and return their numbers; a name that is unknown is told."""
        before = len(self.suppressions)
        for name in _split(names):
            codes = self.rules.matching(name)
            if not codes and is_ours(name):
                self.misnomers.append(self._misnomer(comment, name))
            for code in codes:
                judged = not _is_pattern(name) and (code in self.rules.ran or (not code and is_ours is _is_any))
                self.suppressions.append(Suppression(name, code, *area, comment.start, comment.end, judged))
        return list(range(before, len(self.suppressions)))

    def _any(self, comment: Comment, area: tuple[int, int]) -> int:
        """Add a suppression of every rule; it may be meant for another linter, so it is not judged."""
        self.suppressions.append(Suppression("noqa", "", *area, comment.start, comment.end))
        return len(self.suppressions) - 1

    def _enable(self, comment: Comment, names: str) -> None:
        codes = {code for name in _split(names) for code in self.rules.matching(name)}
        for number in self._disabled:
            known = self.suppressions[number]
            if known.last == END and ("" in codes or known.code in codes):
                self.suppressions[number] = replace(known, last=comment.line[0])

    def _is_ours(self, name: str) -> bool:
        return not _FOREIGN.fullmatch(name)

    def _misnomer(self, comment: Comment, name: str) -> Misnomer:
        from difflib import get_close_matches  # slow to import, and seldom needed

        nearest = get_close_matches(name.lower(), self.rules.codes, n=1)
        hint = f"did you mean {nearest[0]}?" if nearest else "`weft sql lint --list-rules` shows the rules"
        return Misnomer(f"there is no rule {name!r}", hint, comment.start, comment.end)


def _is_pattern(name: str) -> bool:
    return "*" in name or "?" in name


def _is_any(_name: str) -> bool:
    return True


def _split(names: str) -> Iterator[str]:
    return (name.strip() for name in names.split(","))
