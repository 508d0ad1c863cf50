"""The rules for rows of live databases, by their codes. To add one: add its file beside, and its line below."""

from ..rule import Rule
from .denormalised_table import DenormalisedTable
from .duplicate_rows import DuplicateRows
from .duplicated_information import DuplicatedInformation
from .empty_table import EmptyTable
from .enumerated_text import EnumeratedText
from .key_near_overflow import KeyNearOverflow
from .list_in_text import ListInText
from .lost_time_zone import LostTimeZone
from .missing_domain_constraint import MissingDomainConstraint
from .orphan_rows import OrphanRows
from .redundant_column import RedundantColumn
from .stored_path import StoredPath
from .undeclared_key import UndeclaredKey
from .untidy_values import UntidyValues
from .value_type_mismatch import ValueTypeMismatch

DATA_RULES: tuple[type[Rule], ...] = (
    StoredPath,
    KeyNearOverflow,
    ValueTypeMismatch,
    DenormalisedTable,
    DuplicatedInformation,
    RedundantColumn,
    MissingDomainConstraint,
    EnumeratedText,
    OrphanRows,
    DuplicateRows,
    UntidyValues,
    UndeclaredKey,
    EmptyTable,
    ListInText,
    LostTimeZone,
)
