"""Traceability: from every requirement to the code that serves it and the tests that exercise it."""
