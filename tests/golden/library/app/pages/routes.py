"""All routes of the pages."""

from fastapi import APIRouter

from app.pages import books, sign_in

router = APIRouter(include_in_schema=False)
router.include_router(sign_in.router)
router.include_router(books.router)
