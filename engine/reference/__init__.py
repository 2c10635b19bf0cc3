"""CORINE references of any kind, read in windows: polygons, rasters in every encoding, or another Corina map."""
