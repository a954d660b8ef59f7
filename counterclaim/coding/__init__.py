"""Codes reports: a report enters, its claims leave."""

from counterclaim.coding.coder import Coded
from counterclaim.coding.coders import Coder, code, coded

__all__ = ["Coded", "Coder", "code", "coded"]
