"""Comparing a map with a reference: from-to counts, difference rasters, change polygons and what the numbers say."""
