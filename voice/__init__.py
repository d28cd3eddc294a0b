"""Backtalk: an offline voice skill that triages upper-back pain by question and answer."""

__version__ = "0.1.0"
