"""The rules of the action add_reader_account."""

from app.domain import reader as readers
from app.domain.checks import check_free, field_errors
from app.domain.reader import Reader
from app.domain.values import FieldError, Rejection


def parameter_errors(
    *, name: str, name_taken: bool, email: str, email_taken: bool, password: str
) -> tuple[FieldError, ...]:
    """Return what is wrong with the parameters, in their order."""
    return field_errors(
        name=readers.check_name(name) or check_free("Name", taken=name_taken),
        email=readers.check_email(email) or check_free("Email", taken=email_taken),
        password=readers.check_password(password),
    )


def created_reader(*, name: str, email: str) -> Reader:
    """Return the reader to create."""
    return Reader(name=name, email=email)


def result_rejection(*, reader: Reader) -> Rejection | None:
    """Return the first rule that the result would break."""
    return readers.broken_rule(reader)
