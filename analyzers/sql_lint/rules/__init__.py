"""The rules, in the order of their codes. To add one: add its file here beside, and its line below."""

from ..rule import Rule
from .blocking_index_creation import BlockingIndexCreation
from .comparison_with_null import ComparisonWithNull
from .nested_transaction import NestedTransaction
from .select_star import SelectStar
from .update_without_where import UpdateWithoutWhere

RULES: tuple[type[Rule], ...] = (
    SelectStar,
    ComparisonWithNull,
    UpdateWithoutWhere,
    BlockingIndexCreation,
    NestedTransaction,
)
