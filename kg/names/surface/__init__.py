"""Convert printed text to visible text, without markup and invisible characters."""
