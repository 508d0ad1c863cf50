"""The rules, in the order of their codes. To add one: add its file here beside, and its line below."""

from ..rule import Rule
from .alias_on_wildcard import AliasOnWildcard
from .and_in_assignment import AndInAssignment
from .bare_join import BareJoin
from .bare_union import BareUnion
from .blocking_index_creation import BlockingIndexCreation
from .chained_comparison import ChainedComparison
from .comma_join import CommaJoin
from .comparison_with_null import ComparisonWithNull
from .correlated_scalar_subquery import CorrelatedScalarSubquery
from .count_instead_of_exists import CountInsteadOfExists
from .count_of_constant import CountOfConstant
from .count_of_several_columns import CountOfSeveralColumns
from .date_bound_on_time import DateBoundOnTime
from .deep_offset import DeepOffset
from .delete_without_where import DeleteWithoutWhere
from .destructive_statement import DestructiveStatement
from .distinct_on_unique_key import DistinctOnUniqueKey
from .distinct_over_join import DistinctOverJoin
from .distinct_with_group_by import DistinctWithGroupBy
from .duplicate_assignment import DuplicateAssignment
from .function_on_filtered_column import FunctionOnFilteredColumn
from .having_without_aggregate import HavingWithoutAggregate
from .implicit_columns import ImplicitColumns
from .join_condition_in_where import JoinConditionInWhere
from .join_without_condition import JoinWithoutCondition
from .leading_wildcard import LeadingWildcard
from .limit_without_order import LimitWithoutOrder
from .limited_change import LimitedChange
from .long_value_list import LongValueList
from .mixed_sort_direction import MixedSortDirection
from .nested_transaction import NestedTransaction
from .null_in_list import NullInList
from .or_chain import OrChain
from .ordinal_reference import OrdinalReference
from .parenthesised_distinct import ParenthesisedDistinct
from .pattern_without_wildcard import PatternWithoutWildcard
from .primary_key_update import PrimaryKeyUpdate
from .random_order import RandomOrder
from .right_join import RightJoin
from .select_star import SelectStar
from .spaghetti_query import SpaghettiQuery
from .too_many_joins import TooManyJoins
from .undone_outer_join import UndoneOuterJoin
from .unequal_set_columns import UnequalSetColumns
from .unknown_column_count import UnknownColumnCount
from .unquoted_date import UnquotedDate
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
    ChainedComparison,
    AndInAssignment,
    UnquotedDate,
    DateBoundOnTime,
    CountOfConstant,
    RightJoin,
    LeadingWildcard,
    PatternWithoutWildcard,
    FunctionOnFilteredColumn,
    RandomOrder,
    DeepOffset,
    OrChain,
    LongValueList,
    TooManyJoins,
    SpaghettiQuery,
    CorrelatedScalarSubquery,
    CountInsteadOfExists,
    UpdateWithoutWhere,
    DeleteWithoutWhere,
    LimitedChange,
    PrimaryKeyUpdate,
    DuplicateAssignment,
    DestructiveStatement,
    BlockingIndexCreation,
    NestedTransaction,
    VendorNullFunction,
    UnknownColumnCount,
    BareJoin,
    JoinConditionInWhere,
)
