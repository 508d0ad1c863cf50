"""Turns every error into the right answer: a problem for the JSON interface, a page for people."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.api.problems import RejectedError, problem_response, rejection_response
from app.database.database import UnstorableNumberError, UnstorableTextError
from app.domain.values import FieldError
from app.pages.rendering import SignInNeededError, error_page, sign_in_redirect


def is_api(request: Request) -> bool:
    return request.url.path == "/health"


def handle_rejected(_: Request, error: Exception) -> Response:
    assert isinstance(error, RejectedError)
    return rejection_response(error.rejection)


def handle_sign_in_needed(request: Request, _: Exception) -> Response:
    return sign_in_redirect(request)


def handle_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if is_api(request):
        return problem_response(error.status_code, str(error.detail))
    return error_page(request, error.status_code, str(error.detail))


def handle_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    errors = tuple(FieldError(str(found["loc"][-1]), str(found["msg"])) for found in error.errors())
    if is_api(request):
        return problem_response(status, "The request is not valid", rule="request", errors=errors)
    return error_page(request, status, "The request is not valid")


def handle_unstorable_text(request: Request, _: Exception) -> Response:
    status, detail = (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A text holds a character that cannot be stored",
    )
    if is_api(request):
        return problem_response(status, detail)
    return error_page(request, status, detail)


def handle_too_large(request: Request, _: Exception) -> Response:
    status, detail = HTTPStatus.UNPROCESSABLE_ENTITY, "A number is too large"
    if is_api(request):
        return problem_response(status, detail)
    return error_page(request, status, detail)


def handle_crash(request: Request, _: Exception) -> Response:
    status, detail = HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"
    if is_api(request):
        return problem_response(status, detail)
    return error_page(request, status, detail)


def add_error_handlers(app: FastAPI) -> None:
    """Install the handlers and describe the problem in the schema."""
    app.add_exception_handler(RejectedError, handle_rejected)
    app.add_exception_handler(SignInNeededError, handle_sign_in_needed)
    app.add_exception_handler(HTTPException, handle_http)
    app.add_exception_handler(RequestValidationError, handle_validation)
    app.add_exception_handler(UnstorableTextError, handle_unstorable_text)
    app.add_exception_handler(UnstorableNumberError, handle_too_large)
    app.add_exception_handler(OverflowError, handle_too_large)
    app.add_exception_handler(Exception, handle_crash)
