"""Commands of the command line that work on a ledger: arguments and printing only."""
