"""Decides which pipeline answers a question, within a budget."""
