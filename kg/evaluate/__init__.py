"""Measure the program's conclusions on data that people have judged.

`scores` has the measures, `authors` compares resolved names with labeled ones, `clusters` is the file format of a
resolution by itself, `pairs` compares a built graph with judged pairs of authorships. `concepts` compares what is found
in texts with what people marked there.
"""
