"""Answers questions without a language model: linear models choose the shape of the query and what fills it."""
