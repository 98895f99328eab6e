"""Defects put into correct communications, one at a time, each at a known place."""
