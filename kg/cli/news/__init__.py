"""Commands that report news: `report` since a day, `diff` between two graphs."""
