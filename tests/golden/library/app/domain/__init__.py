"""The rules of the system, free of framework and database."""
