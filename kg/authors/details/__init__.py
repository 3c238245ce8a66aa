"""Details of author lists besides names: the name in its own script, identifiers, affiliations.

Comes in: `kg.model.AuthorDetails`. Goes out: facts by authorship, and the authorships that an ORCID iD links.
"""
