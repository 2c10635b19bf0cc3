"""The demonstration: a sample scene is classified inside QGIS; project, maps and picture are kept in build/demo."""
