"""What the letters of a name say: its parts, its convention, whether two names are forms of one, how to print it."""
