"""Reads public sets of questions with the SQL that answers them, and predictions for them."""
