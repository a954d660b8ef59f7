"""Commands of the command line, those on a ledger above all: arguments and printing only."""
