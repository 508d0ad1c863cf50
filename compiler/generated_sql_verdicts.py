"""What single files of generated SQL show on their own, as plain values that are kept between builds."""

from collections.abc import Mapping

from msgspec import Struct

from ..analyzers.sql_lint.claims import Claim
from ..analyzers.sql_lint.suppressions import Suppression
from .generated_sql_results import SqlFinding


class Verdict(Struct, frozen=True):
    """What one file shows on its own; it holds while the tables that were `asked` for, by name, have these digests.

    `claims` are what its statements say of all files, `suppressions` what its comments allow.
    """

    asked: Mapping[str, str]
    found: tuple[SqlFinding, ...]
    suppressions: tuple[Suppression, ...] = ()
    claims: tuple[Claim[SqlFinding], ...] = ()


Verdicts = dict[str, Verdict]  # by what tells a file from others: its path and its text
