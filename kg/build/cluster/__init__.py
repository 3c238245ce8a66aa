"""Run a build on a cluster engine: a session, the program that its workers run, its input and output.

The engine is anything with the DataFrame API of PySpark: Apache Spark, or Sail by Spark Connect. Only reading, writing,
`mapInArrow` and repartitioning are used. `kg.build.runners.spark` moves partitions, `session` connects, `program` runs
on workers (under Sail in `children`), `packing` turns frames into bytes, `contents` reads local files.
"""
