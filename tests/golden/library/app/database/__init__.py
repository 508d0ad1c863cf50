"""Explicit SQL behind thin typed functions."""
