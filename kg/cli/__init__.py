"""The command ``kg``: one module per command, loaded when it is called.

This is the only place that prints, shows progress or configures logging. Data goes to stdout, words to stderr.
"""

from kg.cli.app import main

__all__ = ["main"]
