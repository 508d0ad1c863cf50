"""The rules, in the order of their codes. To add one: add its file here beside, and its line below."""

from ..rule import Rule
from .alias_on_wildcard import AliasOnWildcard
from .all_columns_nullable import AllColumnsNullable
from .and_in_assignment import AndInAssignment
from .bare_join import BareJoin
from .bare_union import BareUnion
from .blocking_index_creation import BlockingIndexCreation
from .chained_comparison import ChainedComparison
from .clone_tables import CloneTables
from .comma_join import CommaJoin
from .comparison_with_null import ComparisonWithNull
from .conflicting_column_types import ConflictingColumnTypes
from .constant_condition import ConstantCondition
from .constraint_not_valid import ConstraintNotValid
from .correlated_scalar_subquery import CorrelatedScalarSubquery
from .count_instead_of_exists import CountInsteadOfExists
from .count_of_constant import CountOfConstant
from .count_of_several_columns import CountOfSeveralColumns
from .date_bound_on_time import DateBoundOnTime
from .deep_offset import DeepOffset
from .delete_without_where import DeleteWithoutWhere
from .derived_table_without_alias import DerivedTableWithoutAlias
from .destructive_statement import DestructiveStatement
from .distinct_on_unique_key import DistinctOnUniqueKey
from .distinct_over_join import DistinctOverJoin
from .distinct_with_group_by import DistinctWithGroupBy
from .duplicate_assignment import DuplicateAssignment
from .duplicate_column_name import DuplicateColumnName
from .duplicate_table_alias import DuplicateTableAlias
from .entity_attribute_value import EntityAttributeValue
from .expression_without_alias import ExpressionWithoutAlias
from .foreign_key_cycle import ForeignKeyCycle
from .foreign_key_type_mismatch import ForeignKeyTypeMismatch
from .function_on_filtered_column import FunctionOnFilteredColumn
from .generic_primary_key import GenericPrimaryKey
from .god_table import GodTable
from .having_without_aggregate import HavingWithoutAggregate
from .implicit_columns import ImplicitColumns
from .join_condition_in_where import JoinConditionInWhere
from .join_without_condition import JoinWithoutCondition
from .leading_wildcard import LeadingWildcard
from .limit_without_order import LimitWithoutOrder
from .limited_change import LimitedChange
from .long_value_list import LongValueList
from .missing_comment import MissingComment
from .missing_foreign_key import MissingForeignKey
from .missing_primary_key import MissingPrimaryKey
from .mixed_sort_direction import MixedSortDirection
from .natural_join import NaturalJoin
from .needless_else_null import NeedlessElseNull
from .nested_transaction import NestedTransaction
from .null_in_list import NullInList
from .null_string_default import NullStringDefault
from .nullable_composite_foreign_key import NullableCompositeForeignKey
from .nullable_without_default import NullableWithoutDefault
from .numbered_columns import NumberedColumns
from .one_column_table import OneColumnTable
from .or_chain import OrChain
from .ordinal_reference import OrdinalReference
from .overlapping_foreign_keys import OverlappingForeignKeys
from .parenthesised_distinct import ParenthesisedDistinct
from .pattern_without_wildcard import PatternWithoutWildcard
from .polymorphic_association import PolymorphicAssociation
from .primary_key_not_first import PrimaryKeyNotFirst
from .primary_key_update import PrimaryKeyUpdate
from .random_order import RandomOrder
from .right_join import RightJoin
from .select_star import SelectStar
from .self_alias import SelfAlias
from .self_reference import SelfReference
from .shadowed_table_name import ShadowedTableName
from .spaghetti_query import SpaghettiQuery
from .table_inheritance import TableInheritance
from .text_primary_key import TextPrimaryKey
from .too_many_joins import TooManyJoins
from .undone_outer_join import UndoneOuterJoin
from .unequal_set_columns import UnequalSetColumns
from .unknown_column_count import UnknownColumnCount
from .unquoted_date import UnquotedDate
from .unused_common_table import UnusedCommonTable
from .unused_join import UnusedJoin
from .update_without_where import UpdateWithoutWhere
from .useless_order import UselessOrder
from .using_clause import UsingClause
from .vendor_null_function import VendorNullFunction
from .wide_primary_key import WidePrimaryKey
from .window_over_own_alias import WindowOverOwnAlias

RULES: tuple[type[Rule], ...] = (
    MissingPrimaryKey,
    MissingForeignKey,
    GenericPrimaryKey,
    NumberedColumns,
    CloneTables,
    EntityAttributeValue,
    SelfReference,
    GodTable,
    PolymorphicAssociation,
    OneColumnTable,
    AllColumnsNullable,
    ForeignKeyCycle,
    ConflictingColumnTypes,
    ForeignKeyTypeMismatch,
    OverlappingForeignKeys,
    NullableCompositeForeignKey,
    WidePrimaryKey,
    TextPrimaryKey,
    PrimaryKeyNotFirst,
    NullStringDefault,
    NullableWithoutDefault,
    ConstraintNotValid,
    TableInheritance,
    MissingComment,
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
    ConstantCondition,
    ChainedComparison,
    AndInAssignment,
    UnquotedDate,
    DateBoundOnTime,
    CountOfConstant,
    UsingClause,
    RightJoin,
    UnusedJoin,
    UnusedCommonTable,
    NeedlessElseNull,
    WindowOverOwnAlias,
    DuplicateTableAlias,
    ExpressionWithoutAlias,
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
    DuplicateColumnName,
    SelfAlias,
    DerivedTableWithoutAlias,
    ShadowedTableName,
    NaturalJoin,
)
