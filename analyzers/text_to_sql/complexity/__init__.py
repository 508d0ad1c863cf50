"""Measures how complex SQL is, and what of a question tells how complex its SQL will be."""
