"""Reading as stages of the build: files to rows, rows to papers, each a frame of `kg.schema.reading`.

`inputs` lists the files, `reading` turns each into rows (map, per file), `linking` finds which rows are one paper
(global), `papers` merges and cleans them (map, per paper). `records` turns the frames into `kg.model.Paper`.
"""
