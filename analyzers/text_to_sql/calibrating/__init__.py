"""Calibrates the thresholds of a cascade with logs of what it decided."""
