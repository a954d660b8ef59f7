"""Claims of many reports become questions with one answer for each party, and figures by a named rule."""
