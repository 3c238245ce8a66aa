"""Prepare the tables for writing: one row per node, sorted; multi-valued properties are lists.

Values stay ids and plain columns here; `kg.rdf.terms` writes them as terms. A list is null instead of empty.
"""

import polars as pl

from kg.ids import doi_iri, segment
from kg.model import AuthorKind, LinkKind, Relation, SectionKind
from kg.rdf import schemes as known
from kg.rdf.columns import (
    both_ways,
    list_or_null,
    node_path,
    nonempty,
    paper_segment,
    run_number,
    section_path,
)
from kg.rdf.decision_frames import possibly_same_rows
from kg.rdf.derived_frames import related_paper_rows, works_on_rows
from kg.rdf.links import SAFE, link_iri
from kg.tables import TableName, Tables
from kg.tables.keys import ARXIV_KEY, encode_values, on_arxiv, paper_iris

_GENERATED = [kind.value for kind in SectionKind if kind.generated]
_ON_ARXIV = on_arxiv("paper")
_ORCID = "https://orcid.org/"


def paper_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per paper; multi-valued properties are lists."""
    sections = _with_titles(tables).group_by("paper", maintain_order=True).agg(sections=pl.col("section"))
    return paper_rows_without_sections(tables).join(sections, on="paper", how="left", maintain_order="left")


def paper_rows_without_sections(tables: Tables) -> pl.DataFrame:
    """Return the rows of `paper_rows` without the list of sections, which each section determines."""
    creators = tables["authorships"].group_by("paper").agg(creators=node_path("author", "author").unique().sort())
    digests = tables["appearances"].group_by("paper").agg(digests=node_path("digest", "digest").unique().sort())
    codes = tables["categories"].select("paper", category=_category(tables, "scheme", "categories", "code"))
    categories = codes.group_by("paper").agg(categories=pl.col("category").unique().sort())
    frame = tables["papers"].select(
        "paper", "version", "title", "author_count", "published",
        month=nonempty("month"),
        journal=nonempty("journal"),
        comment=nonempty("comment"),
        preprint=pl.when(_ON_ARXIV).then(pl.lit("fabio:Preprint")),
        arxiv_id=pl.when(_ON_ARXIV).then("paper"),
        pairs_omitted=pl.when("pairs_omitted").then("pairs_omitted"),
        concept_pairs_omitted=pl.when("concept_pairs_omitted").then("concept_pairs_omitted"),
        authors_truncated=pl.when("authors_truncated").then("authors_truncated"),
        withdrawn=pl.when("withdrawn").then("withdrawn"),
        primary_category=pl.when(pl.col("primary_category") != "").then(
            _category(tables, pl.lit("arxiv"), "papers", "primary_category")
        ),
    )  # fmt: skip
    cited = tables["citations"].group_by("paper").agg(cited=pl.col("cited").sort())
    parts = (
        creators, categories, digests, _topics(tables), _links_of_papers(tables), related_paper_rows(tables),
        _identifiers(tables), cited,
    )  # fmt: skip
    for part in parts:
        frame = frame.join(part, on="paper", how="left")
    return frame.sort("paper")


def _identifiers(tables: Tables) -> pl.DataFrame:
    """Return the keys of each paper other than arXiv ids, and the IRIs of all identifiers except the paper's own.

    A paper on arXiv also has the DOI that DataCite registers for it.
    """
    listed = tables["papers"].select("paper", key="identifiers").explode("key").drop_nulls("key")
    others = listed.filter(pl.col("key") != pl.col("paper")).select("paper", iri=paper_iris(pl.col("key")))
    registered = tables["papers"].filter(_ON_ARXIV).select("paper", iri=_registered_doi())
    keys = listed.filter(~on_arxiv("key")).group_by("paper").agg(identifiers=pl.col("key").unique().sort())
    same = pl.concat([others, registered]).group_by("paper").agg(same_as=pl.col("iri").unique().sort())
    return tables["papers"].select("paper").join(keys, on="paper", how="left").join(same, on="paper", how="left")


def _registered_doi() -> pl.Expr:
    plain = pl.concat_str([pl.lit(doi_iri("")), "paper"])
    key = pl.col("paper")
    return pl.when(key.str.contains(ARXIV_KEY)).then(plain).otherwise(encode_values(key, doi_iri, ARXIV_KEY))


def _topics(tables: Tables) -> pl.DataFrame:
    rows = tables["topics"].sort("paper", "concept").with_columns(concept=node_path("concept", "concept"))
    frame = rows.select(pl.col("paper").unique(maintain_order=True))
    # a frame per relation takes half the time of one aggregation that filters each group
    for relation in Relation:
        for generated, column in ((False, relation.value), (True, f"{relation.value}_in_summaries")):
            here = (pl.col("relation") == relation.value) & (pl.col("generated") == generated)
            part = rows.filter(here).select("paper", "concept").unique(maintain_order=True)
            lists = part.group_by("paper", maintain_order=True).agg(pl.col("concept").alias(column))
            frame = frame.join(lists, on="paper", how="left")
    return frame


def _links_of_papers(tables: Tables) -> pl.DataFrame:
    # an address both in a paper's own words and in a summary counts as the paper's own
    edges = (
        _links(tables)
        .group_by("paper", "iri", "kind")
        .agg(generated=pl.col("section").is_in(_GENERATED).all())
        .with_columns(any_own=(~pl.col("generated")).any().over("paper", "iri"))
    )
    columns = [
        pl.col("iri").filter(pl.col("any_own")).unique().sort().alias("link"),
        pl.col("iri").filter(~pl.col("any_own")).unique().sort().alias("link_in_summaries"),
    ]
    for kind in LinkKind:
        if kind is not LinkKind.OTHER:
            here = pl.col("kind") == kind.value
            columns += [
                pl.col("iri").filter(here & ~pl.col("generated")).sort().alias(kind.value),
                pl.col("iri").filter(here & pl.col("generated")).sort().alias(f"{kind.value}_in_summaries"),
            ]
    return _lists_or_null(edges.group_by("paper").agg(columns))


def _links(tables: Tables) -> pl.DataFrame:
    """Return table links with a column ``iri``; only unusual addresses are converted one by one."""
    urls = tables["links"].select("url").unique()
    plain = urls.filter(pl.col("url").str.contains(SAFE)).with_columns(iri=pl.col("url"))
    odd = urls.filter(~pl.col("url").str.contains(SAFE))["url"].to_list()
    encoded = pl.DataFrame({"url": odd, "iri": [link_iri(url) for url in odd]}, schema=plain.schema)
    return tables["links"].join(pl.concat([plain, encoded]), on="url")


def paper_link_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per address, with its newest data.

    An address that is itself a paper of the graph has its label and type as a paper.
    """
    own = tables["papers"].select(iri=paper_iris(pl.col("paper")), paper_here=True)
    newest = (
        _links(tables)
        .sort("iri", "updated", "stars", "url", nulls_last=False)
        .group_by("iri")
        .agg(
            label=pl.col("url").min(),
            stars=pl.col("stars").drop_nulls().last(),
            updated=pl.col("updated").max(),
        )
    )
    other = pl.col("paper_here").is_null()
    return (
        newest.join(own, on="iri", how="left")
        .select(
            "iri",
            "stars",
            "updated",
            type=pl.when(other).then(pl.lit("foaf:Document")),
            label=pl.when(other).then("label"),
        )
        .sort("iri")
    )


def author_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per person or group, with co-authors and possible duplicates."""
    doubles = both_ways(possibly_same_rows(tables)).group_by("a").agg(possibly_same=node_path("author", "b").sort())
    group = pl.col("kind") == AuthorKind.GROUP.value
    return (
        tables["authors"]
        .join(_coauthors(tables), on="author", how="left")
        .join(doubles, left_on="author", right_on="a", how="left")
        .join(works_on_rows(tables), on="author", how="left")
        .sort("author")
        .select(
            "name", "paper_count", "coauthors", "possibly_same", "works_on",
            author=node_path("author", "author"),
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            orcid=list_or_null(pl.col("orcid").list.eval(pl.concat_str([pl.lit(_ORCID), pl.element()]))),
            type=pl.when(group).then(pl.lit("kg:Group")).otherwise(pl.lit("kg:Author")),
            foaf_type=pl.when(group).then(pl.lit("foaf:Group")).otherwise(pl.lit("foaf:Person")),
            variants=list_or_null(pl.col("variants").list.unique().list.sort()),
        )
    )  # fmt: skip


def _coauthors(tables: Tables) -> pl.DataFrame:
    # the first of a pair is the smaller id, so partners from the second column follow those from the first
    pairs = tables["coauthorships"].sort("a", "b")
    rows = pl.concat([pairs.select(author="b", other="a"), pairs.select(author="a", other="b")])
    return (
        rows.with_columns(other=node_path("author", "other"))
        .group_by("author", maintain_order=True)
        .agg(coauthors="other")
    )


def repeated_coauthorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair with two or more papers; the statements about other pairs follow from their one paper."""
    repeated = tables["coauthorships"].filter(pl.col("paper_count") > 1)
    return _coauthorships(repeated, tables)


def coauthorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per pair."""
    return _coauthorships(tables["coauthorships"], tables)


def _coauthorships(pairs: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    return (
        _named_pairs(pairs, tables)
        .sort("a", "b")
        .select(
            "paper_count", "weight",
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            coauthorship=pl.concat_str([pl.lit("coauthorship/"), "a", pl.lit("/"), "b"]),
            label=pl.concat_str(["name_a", pl.lit(" – "), "name_b"]),
            author_a=node_path("author", "a"),
            author_b=node_path("author", "b"),
        )
    )  # fmt: skip


def concept_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per concept."""
    frame = tables["concepts"].sort("concept")
    return (
        frame.drop("labels")
        .join(_labels(frame), on="concept", how="left", maintain_order="left")
        .select(
            "label", "preferred", "labels", "paper_count", "summary_paper_count",
            first_seen=nonempty("first_seen"),
            last_seen=nonempty("last_seen"),
            concept=node_path("concept", "concept"),
            type=pl.when(pl.col("type") != "").then(pl.concat_str([pl.lit("kg:"), pl.col("type").str.to_titlecase()])),
            broader=list_or_null(
                pl.col("broader").list.eval(pl.concat_str([pl.lit("concept/"), pl.element()])).list.unique().list.sort()
            ),
        )
    )  # fmt: skip


def _labels(concepts: pl.DataFrame) -> pl.DataFrame:
    """Return the preferred label of each language (outside English, the first one) and the other labels."""
    english = concepts.select("concept", text="label", language=pl.lit("en"), preferred=True)
    others = (
        concepts.select("concept", "labels")
        .explode("labels")
        .drop_nulls("labels")
        .unnest("labels")
        .join(english, on=["concept", "text", "language"], how="anti", maintain_order="left")
        .unique(["concept", "text", "language"], keep="first", maintain_order=True)
        .with_columns(
            preferred=pl.struct("concept", "language").is_first_distinct()
            & ~pl.col("language").str.contains("^(?:en.*)?$")
        )
    )
    label = pl.struct("text", "language")
    return (
        pl.concat([english, others])
        .sort("concept", "language", "text")
        .group_by("concept", maintain_order=True)
        .agg(preferred=label.filter(pl.col("preferred")), labels=label.filter(~pl.col("preferred")))
        .with_columns(labels=list_or_null(pl.col("labels")))
    )


def category_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per category of papers, and per category that contains or equals one of these."""
    listed = tables["categories"].select("scheme", "code")
    primary = tables["papers"].select(scheme=pl.lit("arxiv"), code="primary_category")
    headings = tables["appearances"].select(scheme=pl.lit("arxiv"), code="section")
    occurring = pl.concat([listed, primary, headings]).filter(pl.col("code") != "").unique().rows()
    return known.category_frame(occurring)


def scheme_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per classification scheme in use."""
    return known.scheme_frame(category_rows(tables)["scheme"].unique().to_list())


def digest_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per day's digest."""
    return tables["digests"].sort("digest").select("date", label="digest", digest=node_path("digest", "digest"))


def authorship_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per authorship."""
    doubles = both_ways(possibly_same_rows(tables)).group_by("a").agg(possible_authors=node_path("author", "b").sort())
    return (
        tables["authorships"]
        .join(doubles, left_on="author", right_on="a", how="left")
        .sort("paper", "position")
        .select(
            "paper", "printed", "possible_authors",
            native=nonempty("native"),
            orcid=pl.when(pl.col("orcid") != "").then(pl.concat_str([pl.lit(_ORCID), "orcid"])),
            identifiers=list_or_null(pl.col("identifiers").list.unique().list.sort()),
            affiliations=list_or_null(pl.col("affiliations").list.unique().list.sort()),
            authorship=node_path("authorship", "authorship"),
            position=pl.col("position") + 1,
            author=node_path("author", "author"),
        )
    )  # fmt: skip


def appearance_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per paper and heading of a digest."""
    listed = pl.col("section") != ""
    heading = _category(tables, pl.lit("arxiv"), "appearances", "section")
    return (
        tables["appearances"]
        .sort("paper", "digest", "section")
        .select(
            "paper", "rank",
            appearance=pl.concat_str(
                [pl.lit("appearance/"), paper_segment("paper"), pl.lit("/"), "digest",
                 pl.when(listed).then(heading.str.strip_prefix("arxiv")).otherwise(pl.lit(""))]
            ),
            label=pl.concat_str(
                ["paper", pl.lit(" in "), "digest",
                 pl.when(listed).then(pl.concat_str([pl.lit(", "), "section"])).otherwise(pl.lit(""))]
            ),
            digest=node_path("digest", "digest"),
            category=pl.when(listed).then(heading),
            title=nonempty("title"),
            authors=pl.when(pl.col("authors").list.len() > 0).then(pl.col("authors").list.join(", ")),
        )
    )  # fmt: skip


def _with_titles(tables: Tables) -> pl.DataFrame:
    """Return paper and path of every section, including the title, in reading order."""
    order = {kind.value: place for place, kind in enumerate(SectionKind)}
    titles = tables["papers"].select("paper", kind=pl.lit(SectionKind.TITLE.value))
    return (
        pl.concat([titles, tables["sections"].select("paper", "kind")])
        .sort("paper", pl.col("kind").replace_strict(order, return_dtype=pl.Int8))
        .with_columns(section=section_path("kind"))
    )


def section_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per text of a paper, including its title."""
    titles = tables["papers"].select(
        "paper", kind=pl.lit(SectionKind.TITLE.value), language=pl.lit(None, pl.String), generated=False, text="title"
    )
    return (
        _with_titles(tables)
        .join(pl.concat([titles, tables["sections"]]), on=["paper", "kind"], maintain_order="left")
        .select(
            "paper", "section", "kind", "generated",
            language=pl.col("language"),
            label=pl.concat_str(["kind", pl.lit(" of "), "paper"]),
            text=pl.struct("text", language=pl.col("language").fill_null("")),
            graph=pl.when("generated").then(pl.lit("summaries")).otherwise(pl.lit("facts")),
        )
    )  # fmt: skip


def claim_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per claim; several of one section with the same relation are numbered from the second on."""
    names = tables["concepts"].select(concept=node_path("concept", "concept"), name="label")
    word = pl.coalesce("name", pl.col("concept").str.strip_prefix("concept/"))
    return (
        unlabeled_claim_rows(tables)
        .join(names, on="concept", how="left", maintain_order="left")
        .with_columns(label=pl.concat_str([pl.col("relation").str.strip_prefix("kg:"), pl.lit(" "), word]))
    )


def unlabeled_claim_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `claim_rows` without their labels."""
    key = ["paper", "concept", "relation", "section"]
    repeat = run_number(key)
    return (
        tables["claims"]
        .sort(*key, "start", "end", "rule")
        .with_columns(suffix=pl.when(repeat > 1).then(pl.concat_str([pl.lit("-"), repeat])).otherwise(pl.lit("")))
        .select(
            "paper", "confidence", "rule", "start", "end", "generated",
            claim=pl.concat_str(
                [pl.lit("claim/"), paper_segment("paper"), pl.lit("/"), "concept", pl.lit("/"), "relation", pl.lit("/"),
                 "section", "suffix"]
            ),
            relation=pl.concat_str([pl.lit("kg:"), "relation"]),
            concept=node_path("concept", "concept"),
            section=section_path("section"),
            graph=pl.when("generated").then(pl.lit("summaries")).otherwise(pl.lit("inferred")),
        )
    )  # fmt: skip


def _named_pairs(pairs: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    names = tables["authors"].select("author", "name")
    return pairs.join(names.rename({"author": "a", "name": "name_a"}), on="a", how="left").join(
        names.rename({"author": "b", "name": "name_b"}), on="b", how="left"
    )


def _category(tables: Tables, scheme: str | pl.Expr, table: TableName, column: str) -> pl.Expr:
    """Return scheme and percent-encoded code; the few unusual codes of the column are encoded one by one."""
    codes = tables[table].select(pl.col(column).unique()).filter(~pl.col(column).str.contains(r"^[A-Za-z0-9._~-]*$"))
    encoded = {code: segment(code) for code in codes[column].to_list()}
    return pl.concat_str([scheme, pl.lit("/"), pl.col(column).replace(encoded)])


def _lists_or_null(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(list_or_null(pl.col(c)).alias(c) for c, t in frame.schema.items() if t == pl.List)
