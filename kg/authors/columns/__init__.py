"""Names and papers of a whole corpus as columns.

Comes in: frames of the stages. Goes out: which names may be one (`pairs`), how many people share a name (`namesakes`),
and the values of blocks (`values`). What concerns every name or paper is a Polars expression here; Python looks only at
the few names that others resemble.
"""
