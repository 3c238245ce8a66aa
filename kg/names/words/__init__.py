"""Closed lists of words by which names are recognized, as data; the modules of `kg.names` use them."""
