"""Codes reports: a report enters, its claims leave."""

from counterclaim.coding.coder import code

__all__ = ["code"]
