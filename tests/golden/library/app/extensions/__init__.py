"""Yours to edit: adapters and hooks, never overwritten."""
