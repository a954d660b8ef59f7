"""Measures all coders on the same reports and draws the page that shows them: `python -m counterclaim.quality`."""
