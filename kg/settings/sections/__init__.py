"""The sections of the settings: one module per part of the program."""
