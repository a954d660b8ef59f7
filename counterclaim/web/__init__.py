"""The site of a ledger on this machine: pages made on the server, each also as JSON at the same address."""
