"""Why names are one person or several: a question opened again, with its evidence in words."""
