"""How fast the program is, stage by stage and beside others that do a part of its work: `make bench`."""
