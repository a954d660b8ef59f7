"""The encoder of the learned coder: a small multilingual network that points at who says what of whom.

A report enters, probabilities leave (`reader.read`). It needs the extra `learned` and its weights (`weights`).
"""
