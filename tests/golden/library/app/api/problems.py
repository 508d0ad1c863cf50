"""The one error body: problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any, TypeVar

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from app.domain.values import FieldError, Reason, Rejection, signed_out

T = TypeVar("T")

STATUS = {
    Reason.SIGNED_OUT: HTTPStatus.UNAUTHORIZED,
    Reason.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Reason.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.RULE: HTTPStatus.CONFLICT,
    Reason.REFUSED: HTTPStatus.CONFLICT,
    Reason.CONFLICT: HTTPStatus.CONFLICT,
}


class ProblemField(BaseModel):
    """A field of the request and what is wrong with it."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was not carried out."""

    type: str = Field(default="about:blank", json_schema_extra={"format": "uri-reference"})
    title: str
    status: int
    detail: str
    rule: str | None = Field(default=None, description="The id of the rule that stood in the way")
    outcome: str | None = Field(default=None, description="What an outside service answered")
    errors: list[ProblemField] = []


class RejectedError(Exception):
    """Ends a request with a rejection."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(rejection.message)
        self.rejection = rejection


def require_value(result: T | Rejection) -> T:
    """Return what an action returned, or end the request with its rejection."""
    if isinstance(result, Rejection):
        raise RejectedError(result)
    return result


def problem_response(
    status: int,
    detail: str,
    *,
    rule: str | None = None,
    outcome: str | None = None,
    errors: tuple[FieldError, ...] = (),
) -> JSONResponse:
    """Print a problem."""
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        rule=rule,
        outcome=outcome,
        errors=[
            ProblemField(field=error.field.rstrip("_"), message=error.message) for error in errors
        ],
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    body = problem.model_dump(exclude_none=True)
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def rejection_response(rejection: Rejection) -> JSONResponse:
    """Print a rejection."""
    return problem_response(
        STATUS[rejection.reason],
        rejection.message,
        rule=rejection.rule,
        outcome=rejection.outcome,
        errors=rejection.errors,
    )


def sign_in_needed() -> RejectedError:
    return RejectedError(signed_out())


def problems(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of an operation; that the request is not valid is always one."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        int(status): {"description": status.phrase, "content": content}
        for status in (*statuses, HTTPStatus.UNPROCESSABLE_ENTITY)
    }
