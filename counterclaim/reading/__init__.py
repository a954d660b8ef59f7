"""From files, crawls, feeds and addresses to reports: reads, checks, tells copies; knows no language."""
