"""Lay out a record or a reply as a neutral page of blocks, or as JSON."""
