"""The rules for SQL, in the order of their codes. To add one: add its file here beside, and its line below."""

from ..rule import Rule
from .alias_on_wildcard import AliasOnWildcard
from .all_columns_nullable import AllColumnsNullable
from .always_true_predicate import AlwaysTruePredicate
from .and_in_assignment import AndInAssignment
from .automatic_timestamp import AutomaticTimestamp
from .bare_join import BareJoin
from .bare_union import BareUnion
from .blocking_index_creation import BlockingIndexCreation
from .blocking_index_removal import BlockingIndexRemoval
from .blocking_key_creation import BlockingKeyCreation
from .blocking_maintenance import BlockingMaintenance
from .blocking_refresh import BlockingRefresh
from .blocking_unique_index import BlockingUniqueIndex
from .boolean_index import BooleanIndex
from .breaking_drop import BreakingDrop
from .breaking_rename import BreakingRename
from .broad_grant import BroadGrant
from .btree_on_document import BtreeOnDocument
from .bulk_file_transfer import BulkFileTransfer
from .chained_comparison import ChainedComparison
from .clone_tables import CloneTables
from .column_type_change import ColumnTypeChange
from .comma_join import CommaJoin
from .comparison_with_null import ComparisonWithNull
from .concurrent_in_transaction import ConcurrentInTransaction
from .conflicting_column_types import ConflictingColumnTypes
from .constant_condition import ConstantCondition
from .constrained_domain import ConstrainedDomain
from .constraint_not_valid import ConstraintNotValid
from .correlated_scalar_subquery import CorrelatedScalarSubquery
from .count_instead_of_exists import CountInsteadOfExists
from .count_of_constant import CountOfConstant
from .count_of_several_columns import CountOfSeveralColumns
from .cursor_loop import CursorLoop
from .dangerous_function import DangerousFunction
from .date_bound_on_time import DateBoundOnTime
from .deep_offset import DeepOffset
from .delete_without_where import DeleteWithoutWhere
from .derived_table_without_alias import DerivedTableWithoutAlias
from .destructive_statement import DestructiveStatement
from .disabled_policy import DisabledPolicy
from .display_width import DisplayWidth
from .distinct_on_unique_key import DistinctOnUniqueKey
from .distinct_over_join import DistinctOverJoin
from .distinct_with_group_by import DistinctWithGroupBy
from .duplicate_assignment import DuplicateAssignment
from .duplicate_column_name import DuplicateColumnName
from .duplicate_index import DuplicateIndex
from .duplicate_table_alias import DuplicateTableAlias
from .entity_attribute_value import EntityAttributeValue
from .enumerated_values import EnumeratedValues
from .expression_without_alias import ExpressionWithoutAlias
from .filter_without_index import FilterWithoutIndex
from .float_equality import FloatEquality
from .foreign_key_cycle import ForeignKeyCycle
from .foreign_key_type_mismatch import ForeignKeyTypeMismatch
from .foreign_key_without_index import ForeignKeyWithoutIndex
from .found_rows import FoundRows
from .frozen_star import FrozenStar
from .function_on_filtered_column import FunctionOnFilteredColumn
from .generic_primary_key import GenericPrimaryKey
from .god_table import GodTable
from .hard_coded_table import HardCodedTable
from .having_without_aggregate import HavingWithoutAggregate
from .implicit_columns import ImplicitColumns
from .implicit_conversion import ImplicitConversion
from .inexact_money import InexactMoney
from .inexact_number import InexactNumber
from .join_condition_in_where import JoinConditionInWhere
from .join_without_condition import JoinWithoutCondition
from .leading_wildcard import LeadingWildcard
from .limit_without_order import LimitWithoutOrder
from .limited_change import LimitedChange
from .limited_subquery import LimitedSubquery
from .limited_text import LimitedText
from .long_value_list import LongValueList
from .misleading_session_value import MisleadingSessionValue
from .missing_comment import MissingComment
from .missing_foreign_key import MissingForeignKey
from .missing_lock_timeout import MissingLockTimeout
from .missing_primary_key import MissingPrimaryKey
from .missing_terminator import MissingTerminator
from .mixed_sort_direction import MixedSortDirection
from .money_type import MoneyType
from .multi_valued_attribute import MultiValuedAttribute
from .narrow_charset import NarrowCharset
from .natural_join import NaturalJoin
from .needless_case import NeedlessCase
from .needless_else_null import NeedlessElseNull
from .needless_quoting import NeedlessQuoting
from .nested_case import NestedCase
from .nested_transaction import NestedTransaction
from .not_in_nullable_subquery import NotInNullableSubquery
from .null_in_list import NullInList
from .null_string_default import NullStringDefault
from .nullable_composite_foreign_key import NullableCompositeForeignKey
from .nullable_concatenation import NullableConcatenation
from .nullable_unique import NullableUnique
from .nullable_without_default import NullableWithoutDefault
from .numbered_columns import NumberedColumns
from .odd_code_point import OddCodePoint
from .odd_grouping import OddGrouping
from .omitted_length import OmittedLength
from .one_column_table import OneColumnTable
from .open_policy import OpenPolicy
from .open_search_path import OpenSearchPath
from .optimizer_hint import OptimizerHint
from .or_across_columns import OrAcrossColumns
from .or_chain import OrChain
from .ordinal_reference import OrdinalReference
from .overlapping_foreign_keys import OverlappingForeignKeys
from .overlong_name import OverlongName
from .padded_text import PaddedText
from .parenthesised_distinct import ParenthesisedDistinct
from .path_column import PathColumn
from .pattern_without_wildcard import PatternWithoutWildcard
from .policy_call_per_row import PolicyCallPerRow
from .polymorphic_association import PolymorphicAssociation
from .prefix_index import PrefixIndex
from .primary_key_not_first import PrimaryKeyNotFirst
from .primary_key_update import PrimaryKeyUpdate
from .random_order import RandomOrder
from .readable_login import ReadableLogin
from .readable_password import ReadablePassword
from .remote_table import RemoteTable
from .repeated_join import RepeatedJoin
from .required_column import RequiredColumn
from .reserved_word import ReservedWord
from .rewriting_column import RewritingColumn
from .right_join import RightJoin
from .row_by_row_insert import RowByRowInsert
from .row_security_off import RowSecurityOff
from .scanning_constraint import ScanningConstraint
from .scanning_not_null import ScanningNotNull
from .select_star import SelectStar
from .self_alias import SelfAlias
from .self_reference import SelfReference
from .sensitive_column import SensitiveColumn
from .separate_alterations import SeparateAlterations
from .serial_column import SerialColumn
from .shadowed_table_name import ShadowedTableName
from .signed_auto_increment import SignedAutoIncrement
from .small_key import SmallKey
from .spaghetti_query import SpaghettiQuery
from .special_characters import SpecialCharacters
from .subquery_in_join import SubqueryInJoin
from .system_prefix import SystemPrefix
from .table_inheritance import TableInheritance
from .table_without_index import TableWithoutIndex
from .text_json import TextJson
from .text_primary_key import TextPrimaryKey
from .timestamp_without_zone import TimestampWithoutZone
from .too_many_indexes import TooManyIndexes
from .too_many_joins import TooManyJoins
from .undone_outer_join import UndoneOuterJoin
from .unequal_set_columns import UnequalSetColumns
from .ungrouped_column import UngroupedColumn
from .unknown_column_count import UnknownColumnCount
from .unknown_table_reference import UnknownTableReference
from .unlimited_union_branch import UnlimitedUnionBranch
from .unordered_enum_value import UnorderedEnumValue
from .unqualified_column import UnqualifiedColumn
from .unqualified_table import UnqualifiedTable
from .unquoted_date import UnquotedDate
from .unrepeatable_statement import UnrepeatableStatement
from .unsafe_engine import UnsafeEngine
from .unused_alias import UnusedAlias
from .unused_common_table import UnusedCommonTable
from .unused_index_start import UnusedIndexStart
from .unused_join import UnusedJoin
from .update_without_where import UpdateWithoutWhere
from .upgrade_blocking_type import UpgradeBlockingType
from .useless_order import UselessOrder
from .using_clause import UsingClause
from .validation_in_transaction import ValidationInTransaction
from .value_as_text import ValueAsText
from .vendor_current_time import VendorCurrentTime
from .vendor_null_function import VendorNullFunction
from .wide_index import WideIndex
from .wide_primary_key import WidePrimaryKey
from .window_over_own_alias import WindowOverOwnAlias

RULES: tuple[type[Rule], ...] = (
    MissingPrimaryKey,
    MissingForeignKey,
    GenericPrimaryKey,
    MultiValuedAttribute,
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
    InexactMoney,
    EnumeratedValues,
    MoneyType,
    PaddedText,
    LimitedText,
    TimestampWithoutZone,
    SmallKey,
    SerialColumn,
    TextJson,
    DisplayWidth,
    NarrowCharset,
    UnsafeEngine,
    UpgradeBlockingType,
    OmittedLength,
    AutomaticTimestamp,
    ValueAsText,
    ForeignKeyWithoutIndex,
    FilterWithoutIndex,
    TooManyIndexes,
    DuplicateIndex,
    PrefixIndex,
    UnusedIndexStart,
    NullableUnique,
    BooleanIndex,
    BtreeOnDocument,
    AlwaysTruePredicate,
    WideIndex,
    TableWithoutIndex,
    SelectStar,
    FrozenStar,
    AliasOnWildcard,
    ImplicitColumns,
    JoinWithoutCondition,
    CommaJoin,
    ComparisonWithNull,
    NullInList,
    NotInNullableSubquery,
    NullableConcatenation,
    UndoneOuterJoin,
    DistinctOverJoin,
    DistinctWithGroupBy,
    ParenthesisedDistinct,
    DistinctOnUniqueKey,
    CountOfSeveralColumns,
    UngroupedColumn,
    OddGrouping,
    LimitWithoutOrder,
    OrdinalReference,
    UselessOrder,
    MixedSortDirection,
    HavingWithoutAggregate,
    BareUnion,
    UnequalSetColumns,
    UnlimitedUnionBranch,
    ConstantCondition,
    ChainedComparison,
    AndInAssignment,
    UnquotedDate,
    DateBoundOnTime,
    ImplicitConversion,
    FloatEquality,
    CountOfConstant,
    UsingClause,
    RightJoin,
    RepeatedJoin,
    UnusedJoin,
    UnusedCommonTable,
    NeedlessElseNull,
    UnknownTableReference,
    WindowOverOwnAlias,
    UnqualifiedColumn,
    DuplicateTableAlias,
    UnusedAlias,
    ExpressionWithoutAlias,
    MisleadingSessionValue,
    OddCodePoint,
    MissingTerminator,
    LeadingWildcard,
    PatternWithoutWildcard,
    FunctionOnFilteredColumn,
    RandomOrder,
    DeepOffset,
    OrChain,
    OrAcrossColumns,
    LongValueList,
    TooManyJoins,
    SpaghettiQuery,
    SubqueryInJoin,
    CorrelatedScalarSubquery,
    CountInsteadOfExists,
    RowByRowInsert,
    OptimizerHint,
    CursorLoop,
    PolicyCallPerRow,
    UpdateWithoutWhere,
    DeleteWithoutWhere,
    LimitedChange,
    PrimaryKeyUpdate,
    DuplicateAssignment,
    DestructiveStatement,
    BlockingIndexCreation,
    BlockingIndexRemoval,
    ConcurrentInTransaction,
    BlockingMaintenance,
    RequiredColumn,
    RewritingColumn,
    ScanningNotNull,
    ScanningConstraint,
    BlockingKeyCreation,
    ColumnTypeChange,
    BreakingRename,
    BreakingDrop,
    MissingLockTimeout,
    UnrepeatableStatement,
    ConstrainedDomain,
    UnorderedEnumValue,
    NestedTransaction,
    OverlongName,
    UnqualifiedTable,
    SeparateAlterations,
    ReadablePassword,
    DangerousFunction,
    BroadGrant,
    DisabledPolicy,
    OpenSearchPath,
    SensitiveColumn,
    ReservedWord,
    SpecialCharacters,
    NeedlessQuoting,
    SystemPrefix,
    VendorNullFunction,
    HardCodedTable,
    UnknownColumnCount,
    BareJoin,
    JoinConditionInWhere,
    DuplicateColumnName,
    SelfAlias,
    DerivedTableWithoutAlias,
    NeedlessCase,
    NestedCase,
    ShadowedTableName,
    NaturalJoin,
    ValidationInTransaction,
    BlockingRefresh,
    InexactNumber,
    SignedAutoIncrement,
    ReadableLogin,
    OpenPolicy,
    BlockingUniqueIndex,
    BulkFileTransfer,
    FoundRows,
    LimitedSubquery,
    RemoteTable,
    RowSecurityOff,
    VendorCurrentTime,
    PathColumn,
)
