"""Frames of Python values, and back: what stages hand on, made from records.

`columns` makes columns of any values quickly, `reports` and `papers` turn records into the frames of `kg.schema`;
`arrays` names types of NumPy arrays.
"""
