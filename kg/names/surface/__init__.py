"""Printed text as a reader sees it: comes in with markup and invisible characters, goes out without."""
