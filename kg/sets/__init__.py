"""Closed sets, one home each: kinds of nodes and edges, RDF formats, namespaces.

An enum knows the facts about its members; JavaScript receives them as data.
"""
