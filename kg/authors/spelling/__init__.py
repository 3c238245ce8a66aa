"""Parse, compare and format names by their letters: parts, convention, forms of one name, display form."""
