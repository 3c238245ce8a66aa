"""Closed lists of words that names are recognized by, as data; the modules beside this room say what they mean."""
