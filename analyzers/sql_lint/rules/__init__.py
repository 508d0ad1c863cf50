"""The rules, in the order of their codes. To add one: add its file here beside, and its line below."""

from ..rule import Rule
from .alias_on_wildcard import AliasOnWildcard
from .bare_join import BareJoin
from .bare_union import BareUnion
from .blocking_index_creation import BlockingIndexCreation
from .comma_join import CommaJoin
from .comparison_with_null import ComparisonWithNull
from .count_of_constant import CountOfConstant
from .count_of_several_columns import CountOfSeveralColumns
from .distinct_on_unique_key import DistinctOnUniqueKey
from .distinct_over_join import DistinctOverJoin
from .distinct_with_group_by import DistinctWithGroupBy
from .having_without_aggregate import HavingWithoutAggregate
from .implicit_columns import ImplicitColumns
from .join_condition_in_where import JoinConditionInWhere
from .join_without_condition import JoinWithoutCondition
from .limit_without_order import LimitWithoutOrder
from .mixed_sort_direction import MixedSortDirection
from .nested_transaction import NestedTransaction
from .null_in_list import NullInList
from .ordinal_reference import OrdinalReference
from .parenthesised_distinct import ParenthesisedDistinct
from .right_join import RightJoin
from .select_star import SelectStar
from .undone_outer_join import UndoneOuterJoin
from .unequal_set_columns import UnequalSetColumns
from .unknown_column_count import UnknownColumnCount
from .update_without_where import UpdateWithoutWhere
from .useless_order import UselessOrder
from .vendor_null_function import VendorNullFunction

RULES: tuple[type[Rule], ...] = (
    SelectStar,
    AliasOnWildcard,
    ImplicitColumns,
    JoinWithoutCondition,
    CommaJoin,
    ComparisonWithNull,
    NullInList,
    UndoneOuterJoin,
    DistinctOverJoin,
    DistinctWithGroupBy,
    ParenthesisedDistinct,
    DistinctOnUniqueKey,
    CountOfSeveralColumns,
    LimitWithoutOrder,
    OrdinalReference,
    UselessOrder,
    MixedSortDirection,
    HavingWithoutAggregate,
    BareUnion,
    UnequalSetColumns,
    CountOfConstant,
    RightJoin,
    UpdateWithoutWhere,
    BlockingIndexCreation,
    NestedTransaction,
    VendorNullFunction,
    UnknownColumnCount,
    BareJoin,
    JoinConditionInWhere,
)
