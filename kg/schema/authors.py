"""Frames between the stages of author resolution."""

from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema
from kg.schema.reading import READING_FRAMES
from kg.schema.tables import SCHEMAS

_EVIDENCE = SCHEMAS["decisions"]["evidence"]
_PLACES: Final = pl.List(pl.UInt32)

AUTHOR_FRAMES: Final[dict[str, pl.Schema]] = {
    # the printed authors after applying the ``split`` lines of the decisions file
    "divided_authors": READING_FRAMES["printed_authors"],
    "division_reports": SCHEMAS["reports"],
    # one row per authorship: its id and the form of its name (`kg.authors.spelling.person_name.Name.form`); turned: the
    # first word is read as the surname; group: the name of an organization, recognized by the name or marked as such in
    # the input; shown: the name, given name first, if all papers print it in one way
    "mentions": schema(
        {
            "paper": pl.String, "position": pl.Int32, "authorship": pl.String, "printed": pl.String,
            "form": pl.String, "turned": pl.Boolean, "group": pl.Boolean, "shown": pl.String,
        }
    ),
    # one row per printed name of a person on a paper: its form and the parts that are compared
    # (`kg.authors.spelling.person_name.Name`); given: letters and initials of each unit with a blank between, and one
    # more at the end of an initial; way: the convention it is written in; words: all but the generation, sorted; keys
    # and surnames: keys for finding names that may be forms of one (`kg.authors.blocking`)
    "name_parts": schema(
        {
            "paper": pl.String, "form": pl.String, "printed": pl.String, "turned": pl.Boolean, "given": STRINGS,
            "surname": pl.String, "particles": STRINGS, "generation": pl.String, "way": pl.String, "words": pl.String,
            "keys": STRINGS, "surnames": STRINGS,
        }
    ),
    # one row per paper: the distinct words of its title and of its abstract, folded, with a space between two
    "paper_words": schema({"paper": pl.String, "title": pl.String, "abstract": pl.String}),
    # a term or category that papers share, with its bits, sorted by kind ("category" or "term") and item
    "term_weights": schema({"kind": pl.String, "item": pl.String, "bits": pl.Float64}),
    # one row per paper: rows of term_weights, sorted; length is the Euclidean length of the bits of its terms
    "paper_terms": schema({"paper": pl.String, "terms": _PLACES, "categories": _PLACES, "length": pl.Float64}),
    # one row per block of names with two or more authorships: its first form, all input of the decision
    # (`kg.authors.blocks.block.BlockInput` as JSON), the number of authorships, the expected work
    "blocks": schema({"block": pl.String, "value": pl.String, "mentions": pl.UInt32, "cost": pl.Int64}),
    # authorships that share an ORCID iD; those with the same tie are one person
    "orcid_ties": schema({"tie": pl.UInt32, "authorship": pl.String, "form": pl.String, "orcids": STRINGS}),
    "orcid_reports": SCHEMAS["reports"],
    # one row per authorship of a block: the first authorship of its person
    "block_people": schema({"block": pl.String, "authorship": pl.String, "person": pl.String}),
    # two groups that were compared, each named by its first authorship; kind: they were merged ("same"), left apart in
    # doubt ("possiblySame") or by a cannot-link ("different")
    "block_pairs": schema(
        {
            "block": pl.String, "kind": pl.String, "one": pl.String, "other": pl.String, "bits": pl.Float64,
            "evidence": _EVIDENCE,
        }
    ),
    # one row per authorship and the author it is assigned to
    "assignments": schema(
        {
            "authorship": pl.String, "paper": pl.String, "position": pl.Int32, "printed": pl.String,
            "author": pl.String,
        }
    ),
    # one row per resolved person or group; hidden: the person asked to be left out
    "people": schema(
        {"author": pl.String, "name": pl.String, "kind": pl.String, "variants": STRINGS, "hidden": pl.Boolean}
    ),
    # comparable keys of names that a decision hides, printed or not (`kg.authors.spelling.person_name.name_key`)
    "hidden_names": schema({"key": pl.String}),
    # decisions as in the table, those about hidden people among them
    "verdicts": SCHEMAS["decisions"],
    "author_reports": SCHEMAS["reports"],
}  # fmt: skip
