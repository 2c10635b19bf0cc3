"""Trains networks on labels of many legends: datasets, folds, augmentation, losses, metrics and the fit loop."""
