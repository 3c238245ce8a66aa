"""What is found in texts, measured on texts that people labelled.

`formats` reads the labelled texts and `joining` makes a text of tokens; `mapping` leads from our labels to theirs.
`spans` and `names` compare, `folds` finds with models that have not seen what they read, and `outcome` is what comes
of it.
"""
