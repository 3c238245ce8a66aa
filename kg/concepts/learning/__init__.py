"""Learn concepts and Chinese names that a corpus adds to the vocabulary."""
