"""Put typed values into words: reasons of decisions (`evidence`) and reports on the input (`reports`).

Takes kinds, codes and values; returns English sentences for commands, pages and exports. No other code reads them.
"""
