"""Answers questions with SQL: estimates, answers cheaply, verifies, and escalates only where that pays."""
