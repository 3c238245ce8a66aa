"""Convert printed text to what a reader sees, without markup and invisible characters."""
