"""Draw networks as pages of pyvis."""
