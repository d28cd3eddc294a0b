"""Whole conversations as data."""
