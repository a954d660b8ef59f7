"""Training of the encoder: from the weights of a package and coded reports to a folder that `coding.encoder` reads.

`python -m counterclaim.training.encoder` does all of it; the order is `source`, `vocabulary`, `examples`, `network`,
`fitting`, `exporting`, and `making` goes through it. It needs the extra `train`.
"""
