"""Accuracy of a map from a probability sample: estimators, sample sizes, drawing points, reading their labels."""
