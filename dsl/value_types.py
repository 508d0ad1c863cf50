"""The types of the language, and which of them fits where."""

from msgspec import Struct

CODE_DIGITS = 6
# A whole number is one of 64 bits, wherever it is kept.
SMALLEST, LARGEST = -(2**63), 2**63 - 1


class Bool(Struct, frozen=True):
    """Yes or no."""


class Int(Struct, frozen=True):
    """A whole number, within bounds where they are given, else within 64 bits."""

    low: int | None = None
    high: int | None = None


class Decimal(Struct, frozen=True):
    """A number with a fixed count of decimal places, held as an integer of its smallest unit."""

    scale: int
    low: int | None = None
    high: int | None = None


class Money(Struct, frozen=True):
    """An amount in the system's currency, held as an integer of its smallest unit."""

    scale: int = 2


class Text(Struct, frozen=True):
    """Characters, at least `low` and at most `high` of them."""

    high: int | None = None
    low: int = 1

    @property
    def code_digits(self) -> int:
        """Return how many digits, at least, follow the letter of what is generated: `B000001`, less with less room."""
        return CODE_DIGITS if self.high is None else min(CODE_DIGITS, self.high - 1)


class Password(Struct, frozen=True):
    """A secret that can be given and compared but never read back."""


class Date(Struct, frozen=True):
    """A day of the calendar."""


class DateTime(Struct, frozen=True):
    """A second in UTC."""


class Duration(Struct, frozen=True):
    """A length of time in whole seconds."""


class Choice(Struct, frozen=True):
    """One member of the enumeration `enum`."""

    enum: str
    members: tuple[str, ...]


class Reference(Struct, frozen=True):
    """A record of `entity`, held as its key."""

    entity: str


class ListOf(Struct, frozen=True):
    """Records of `entity`, each once, held as their keys in order: a set that is shown as a list."""

    entity: str


class Optional(Struct, frozen=True):
    """A value of type `of`, or empty."""

    of: "Plain"


class Empty(Struct, frozen=True):
    """The type of `empty` itself."""


Plain = Bool | Int | Decimal | Money | Text | Password | Date | DateTime | Duration | Choice | Reference | ListOf
ValueType = Plain | Optional | Empty

NUMBERS = (Int, Decimal, Money)
ORDERED = (Int, Decimal, Money, Date, DateTime, Duration)


def plain(kind: ValueType) -> Plain | Empty:
    """Return the type without its `?`."""
    return kind.of if isinstance(kind, Optional) else kind


def scale_of(kind: ValueType) -> int:
    """Return how many decimal places a number has; 0 for a whole number."""
    bare = plain(kind)
    return bare.scale if isinstance(bare, Decimal | Money) else 0


def is_comparable(left: ValueType, right: ValueType) -> bool:
    """Tell whether two values can be equal at all."""
    first, second = plain(left), plain(right)
    if isinstance(first, Empty) or isinstance(second, Empty):
        return True
    texts = (Text, Password)
    if isinstance(first, texts) and isinstance(second, texts):
        return True
    if isinstance(first, Choice) and isinstance(second, Choice):
        return first.enum == second.enum
    if isinstance(first, Reference | ListOf) and isinstance(second, Reference | ListOf):
        return first == second
    return type(first) is type(second)


def fits(value: ValueType, target: ValueType) -> bool:
    """Tell whether a value of one type may be stored where the other is due.

    Ranges and lengths are left to run time; a possibly empty value never fits a plain target.
    """
    if isinstance(target, Optional):
        return isinstance(value, Empty) or fits(plain(value), target.of)
    if isinstance(value, Optional | Empty):
        return False
    if isinstance(value, Decimal | Money) and isinstance(target, Decimal | Money):
        return type(value) is type(target) and value.scale == target.scale
    return is_comparable(value, target)


def describe(kind: ValueType) -> str:
    """Return the type as a specification spells it."""
    match kind:
        case Optional(of):
            return f"{describe(of)}?"
        case Choice(enum):
            return enum
        case Reference(entity):
            return entity
        case ListOf(entity):
            return f"list of {entity}"
        case _:
            return type(kind).__name__.lower()
