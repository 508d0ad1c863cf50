"""The language: its text, its tree, its meaning."""
