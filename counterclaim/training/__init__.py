"""Learns from coded reports what the learned coder knows: reports and their claims enter, weights leave.

It needs the extra `train`; coding with what was learned does not.
"""
