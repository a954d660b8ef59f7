"""Forms that others already use: a ledger in, rows and documents of the field out, with what they cannot hold said."""
