"""What QGIS loads: actions, tasks, layers, the processing provider and the engine's environment."""
