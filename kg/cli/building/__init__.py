"""Verbs that make graphs: of files, of more files, of a folder that files arrive in."""
