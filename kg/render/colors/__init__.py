"""Colors of node kinds, of regions and of both themes."""
