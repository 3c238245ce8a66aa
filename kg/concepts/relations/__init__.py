"""Choose the relation of a paper to a concept by rules and a model, and read stated results."""
