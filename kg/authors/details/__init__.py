"""Details of author lists besides names: the name in its own script, identifiers, affiliations.

Comes in: `kg.model.AuthorDetails`. Goes out: facts by authorship, and which authorships an ORCID iD ties together.
"""
