"""From files, crawls, feeds and addresses to reports: reads, checks, tells copies, normalises text; knows no language."""
