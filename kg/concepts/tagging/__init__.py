"""Find names of tasks, methods, data sets and metrics in sentences by sequence tagging."""
