"""The rules for how Python puts SQL together, by their codes. To add one: add its file beside, and its line below."""

from ..rule import Rule
from .fetchall_to_count import FetchallToCount
from .irreversible_migration import IrreversibleMigration
from .placeholder_mismatch import PlaceholderMismatch
from .query_in_loop import QueryInLoop
from .quoted_placeholder import QuotedPlaceholder
from .string_built_fragment import StringBuiltFragment
from .string_built_sql import StringBuiltSql

PYTHON_RULES: tuple[type[Rule], ...] = (
    IrreversibleMigration,
    StringBuiltSql,
    QueryInLoop,
    FetchallToCount,
    PlaceholderMismatch,
    QuotedPlaceholder,
    StringBuiltFragment,
)
