"""Networks as pages of pyvis."""
