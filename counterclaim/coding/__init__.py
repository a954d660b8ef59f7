"""Codes reports: a report enters, its claims leave."""

from counterclaim.coding.coder import Coded, code, coded

__all__ = ["Coded", "code", "coded"]
