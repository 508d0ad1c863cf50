-- name: insert_reader
INSERT INTO readers (name, email, password_hash)
VALUES (:name, :email, :password_hash);

-- name: find_reader
SELECT name, email
FROM readers
WHERE name = :name;

-- name: find_reader_by_email
SELECT name, email
FROM readers
WHERE email = :email;

-- name: find_credential_by_email
SELECT name, password_hash
FROM readers
WHERE email = :email;

-- name: list_readers
-- weft: allow deep-offset (pages have numbers, and links to any of them)
SELECT name, email
FROM readers
WHERE (CAST(:email AS TEXT) IS NULL OR email = :email)
ORDER BY name
LIMIT :limit OFFSET :offset;

-- name: count_readers
SELECT count(*) AS total
FROM readers
WHERE (CAST(:email AS TEXT) IS NULL OR email = :email);
