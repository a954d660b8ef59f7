"""Counterclaim reads reports about armed conflict and keeps track of who claims what."""
