"""How good the program's conclusions are, measured on what people have judged.

`scores` holds the measures, `authors` sets resolved names beside labelled ones, `clusters` is the file in which a
resolution travels alone, `pairs` sets a built graph beside judged pairs of mentions.
`concepts` sets what is found in texts beside what people marked there.
"""
