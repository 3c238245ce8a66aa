"""Frames for RDF: one module per topic, one function per node kind.

Comes in: the tables of a graph. Goes out: a frame per node kind, one row per node, with ids and plain columns that
`kg.rdf.mapping` maps to statements.
"""
