"""The engine: reads scenes, runs the network, writes maps. It never imports QGIS or Qt."""
