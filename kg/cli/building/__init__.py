"""Verbs that make graphs: from files, more files, watched folders, data sets, and from the tables of damaged graphs."""
