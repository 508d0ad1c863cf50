"""The page Books."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from app.database import books
from app.domain.book import Book
from app.domain.values import Rejection
from app.pages.forms import page_paging, to_table
from app.pages.rendering import (
    NO_TROUBLE,
    Trouble,
    redirect,
    render,
    require_form_token,
    same_query,
    trouble,
)
from app.security.session import session_person
from app.services.borrow import borrow
from app.system import system_of

router = APIRouter()

PATH = "/"


@router.get(PATH)
def show_books(request: Request) -> HTMLResponse:
    """Show the page."""
    return show(request)


@router.post("/borrow")
def submit_borrow(
    request: Request, form_token: Annotated[str, Form()] = "", book: Annotated[str, Form()] = ""
) -> Response:
    """Borrow and lead on."""
    person = session_person(request)
    require_form_token(request, form_token)
    context = system_of(request).context(person)
    result = borrow(context, book=book)
    if isinstance(result, Rejection):
        return show(request, problems=trouble(result))
    return redirect(request, same_query(request, PATH), f"You have borrowed {book}")


def show(request: Request, problems: Trouble = NO_TROUBLE) -> HTMLResponse:
    """Render the page."""
    connection = system_of(request).database.connection()
    return render(
        request,
        "books.html",
        {
            "books": to_table(
                request, books.list_on_books(connection, paging=page_paging(request))
            ),
            "shows_borrow": shows_borrow,
            "trouble": problems,
        },
        problems.status,
    )


def shows_borrow(book: Book) -> bool:
    """Tell whether a row has the button Borrow."""
    return book.reader is None
