"""Read structured values, whatever file format they come from.

In: values of JSON objects, front matter and XML elements. Out: texts, days, counts and authors. Dialects of every
format use these modules; none of them knows a file format.
"""
