"""Corina's Processing algorithms."""
