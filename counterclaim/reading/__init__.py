"""From files and JSON to reports: reads, checks and normalises text; knows no language."""
