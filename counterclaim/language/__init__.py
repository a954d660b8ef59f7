"""Reads a language: packs of data, one engine for each phenomenon, phrases as the result. Knows no claims."""
