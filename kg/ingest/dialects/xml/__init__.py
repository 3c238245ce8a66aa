"""Dialects in XML: Atom, RSS, OAI-PMH."""
