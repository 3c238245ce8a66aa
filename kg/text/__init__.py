"""Text for people: LaTeX and identifiers made readable, and names near an unknown one."""
