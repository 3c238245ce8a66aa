"""Build graphs: a plan of stages as data, runners that compute it, and the graph folder that it fills."""
