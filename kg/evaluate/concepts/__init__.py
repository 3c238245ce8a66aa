"""Compare concepts found in texts with texts that people labeled.

`formats` reads labeled texts, and `joining` makes text of tokens; `mapping` maps our labels to those of a gold set.
`spans` and `names` compute scores, `folds` cross-validates with models trained on the other texts, and `outcome` holds
the results.
"""
