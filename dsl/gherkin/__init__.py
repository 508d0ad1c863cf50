"""Gherkin: documents, their errors and their pickles."""
