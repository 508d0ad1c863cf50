-- name: insert_book
INSERT INTO books (title, reader)
VALUES (:title, :reader);

-- name: find_book
SELECT title, reader
FROM books
WHERE title = :title;

-- name: list_books
-- weft: allow deep-offset (pages have numbers, and links to any of them)
SELECT title, reader
FROM books
WHERE (CAST(:reader AS TEXT) IS NULL OR reader = :reader)
ORDER BY title
LIMIT :limit OFFSET :offset;

-- name: count_books
SELECT count(*) AS total
FROM books
WHERE (CAST(:reader AS TEXT) IS NULL OR reader = :reader);

-- name: list_books_on_books
-- weft: allow deep-offset (pages have numbers, and links to any of them)
SELECT title, reader
FROM books
ORDER BY title
LIMIT :limit OFFSET :offset;

-- name: change_book_by_borrow
UPDATE books
SET reader = :me
WHERE title = :title AND reader IS NULL;
