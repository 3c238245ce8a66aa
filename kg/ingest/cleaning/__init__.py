"""Values of a paper as digests print them, cleaned: texts, links, category codes, languages."""
