"""What a paper does with a concept: rules and a model that choose the relation, and stated results."""
