"""Checks of single values; each returns a message or nothing."""

from app.domain.values import FieldError

SMALLEST, LARGEST = -(2**63), 2**63 - 1


def field_errors(**messages: str | None) -> tuple[FieldError, ...]:
    """Keep the fields that have a message, in the order given."""
    return tuple(FieldError(field, message) for field, message in messages.items() if message)


def check_text(label: str, value: str, *, most: int | None = None, least: int = 1) -> str | None:
    """Demand a text of `least` to `most` characters."""
    if not value:
        return f"{label} is required"
    if most is not None and len(value) > most:
        if least > 1:
            return f"{label} must be {least} to {most} characters"
        return f"{label} must be at most {most} characters"
    if len(value) < least:
        bounds = f"{least} to {most}" if most is not None else f"at least {least}"
        return f"{label} must be {bounds} characters"
    return None


def check_number(
    label: str, value: int, *, least: int | None = None, most: int | None = None
) -> str | None:
    """Demand a number of 64 bits from `least` to `most`."""
    if (least is None or value >= least) and (most is None or value <= most):
        return check_64_bits(label, value)
    if least is None:
        return f"{label} must be at most {most}"
    if most is None:
        return f"{label} must be at least {least}"
    return f"{label} must be between {least} and {most}"


def check_64_bits(label: str, value: int) -> str | None:
    """Demand a number that the database can hold."""
    if value > LARGEST:
        return f"{label} must be at most {LARGEST}"
    return f"{label} must be at least {SMALLEST}" if value < SMALLEST else None


def check_found(entity: str, key: str | int, record: object | None) -> str | None:
    """Demand that the record a key names exists."""
    return f"There is no {entity} {key}" if record is None else None


def check_free(label: str, *, taken: bool) -> str | None:
    """Demand that no other record has this value."""
    return f"{label} is already taken" if taken else None
