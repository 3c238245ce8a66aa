"""Compare concepts found in texts with texts that people labeled.

`formats` reads labeled texts, and `joining` makes text from tokens; `mapping` maps our labels to gold labels.
`spans` and `names` compute scores, `folds` cross-validates with models trained on the other texts, and `outcome` holds
the results.
"""
