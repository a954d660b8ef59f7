"""Reads the clauses of a passage: phrases enter, speeches and acts leave."""

from counterclaim.coding.clauses.reader import Reading, read_passage

__all__ = ["Reading", "read_passage"]
