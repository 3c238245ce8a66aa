"""A sequence tagger that finds names of tasks, methods, data sets and metrics in sentences."""
