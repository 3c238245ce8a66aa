"""Make frames of papers, their links, appearances, texts, categories and digests: one row per node, sorted.

Values stay ids and plain columns here; `kg.rdf.terms` writes them as terms. A list is null instead of empty.
"""

import polars as pl

from kg.ids import doi_iri, segment
from kg.model import LinkKind, Relation, SectionKind
from kg.rdf.frames import schemes as known
from kg.rdf.frames.columns import (
    concept_value,
    lists_or_null,
    node_path,
    nonempty,
    paper_segment,
    section_path,
)
from kg.rdf.frames.concepts import unlabeled_claim_rows
from kg.rdf.frames.derived import evaluation_rows, related_paper_rows
from kg.rdf.frames.links import SAFE, link_iri
from kg.tables import TableName, Tables
from kg.tables.keys import ARXIV_KEY, encode_values, on_arxiv, paper_iris

_GENERATED = [kind.value for kind in SectionKind if kind.generated]
_ON_ARXIV = on_arxiv("paper")


def full_paper_rows(tables: Tables) -> pl.DataFrame:
    """Return the rows of `paper_rows` with the nodes of each paper that only the profiles `full` and `store` have."""
    claims = unlabeled_claim_rows(tables).select("paper", "claim", "generated")
    parts = (
        _with_titles(tables).group_by("paper", maintain_order=True).agg(sections=pl.col("section")),
        appearance_rows(tables).group_by("paper", maintain_order=True).agg(appearances=pl.col("appearance")),
        _own_and_in_summaries(claims, "claim", "claims"),
        term_rows(tables).group_by("paper", maintain_order=True).agg(terms=pl.col("term")),
    )
    frame = paper_rows(tables)
    for part in parts:
        frame = frame.join(part, on="paper", how="left", maintain_order="left")
    return frame


def _own_and_in_summaries(rows: pl.DataFrame, node: str, column: str) -> pl.DataFrame:
    """Return lists of nodes per paper: those read in the paper's own words, and those read in summaries."""
    lists = rows.group_by("paper", maintain_order=True).agg(
        pl.col(node).filter(~pl.col("generated")).alias(column),
        pl.col(node).filter("generated").alias(f"{column}_in_summaries"),
    )
    return lists_or_null(lists)


def paper_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per paper; multi-valued properties are lists."""
    author = node_path("author", "author")
    creators = (
        tables["authorships"]
        .sort("paper", "position")
        .group_by("paper", maintain_order=True)
        .agg(
            creators=author.unique().sort(),
            first_author=author.first(),
            end_author=author.last(),
            authorships=node_path("authorship", "authorship"),
        )
    )
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
        _identifiers(tables), cited, _own_and_in_summaries(evaluation_rows(tables), "evaluation", "evaluations"),
    )  # fmt: skip
    for part in parts:
        frame = frame.join(part, on="paper", how="left")
    # a truncated list does not end with the last author
    last = pl.when(pl.col("authors_truncated").is_null()).then("end_author")
    return frame.with_columns(last_author=last).sort("paper")


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
    rows = tables["topics"].sort("paper", "concept").with_columns(concept=concept_value(tables["concepts"], "concept"))
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
        .with_columns(own=~pl.col("section").is_in(_GENERATED))
        .group_by("paper", "iri", "kind")
        .agg(pl.col("own").any())
        .with_columns(any_own=pl.col("own").any().over("paper", "iri"))
    )
    columns = [
        pl.col("iri").filter("any_own").unique().sort().alias("link"),
        pl.col("iri").filter(~pl.col("any_own")).unique().sort().alias("link_in_summaries"),
    ]
    columns += [
        pl.col("iri").filter("own", pl.col("kind") == kind.value).sort().alias(kind.value)
        for kind in LinkKind
        if kind is not LinkKind.OTHER
    ]
    return lists_or_null(edges.group_by("paper").agg(columns))


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


def term_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per salient term of a paper."""
    return (
        tables["terms"]
        .sort("paper", "rank", "label")
        .select(
            "paper", "rank", "label", "weight",
            term=pl.concat_str([pl.lit("term/"), paper_segment("paper"), pl.lit("/"), "rank"]),
            concept=pl.when(pl.col("concept") != "").then(concept_value(tables["concepts"], "concept")),
        )
    )  # fmt: skip


def category_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per category of papers, and per category that contains or equals one of these."""
    listed = tables["categories"].select("scheme", "code")
    primary = tables["papers"].select(scheme=pl.lit("arxiv"), code="primary_category")
    headings = tables["appearances"].select(scheme=pl.lit("arxiv"), code="section")
    occurring = pl.concat([listed, primary, headings]).filter(pl.col("code") != "").unique().rows()
    return known.category_frame(occurring)


def scheme_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per classification scheme in use."""
    categories = category_rows(tables)
    top = (
        categories.filter(pl.col("broader").is_null()).group_by("scheme").agg(top_categories=pl.col("category").sort())
    )
    schemes = known.scheme_frame(categories["scheme"].unique().to_list())
    return schemes.join(top, on="scheme", how="left").sort("scheme")


def digest_rows(tables: Tables) -> pl.DataFrame:
    """Return one row per day's digest."""
    return tables["digests"].sort("digest").select("date", label="digest", digest=node_path("digest", "digest"))


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


def _category(tables: Tables, scheme: str | pl.Expr, table: TableName, column: str) -> pl.Expr:
    """Return scheme and percent-encoded code; the few unusual codes of the column are encoded one by one."""
    codes = tables[table].select(pl.col(column).unique()).filter(~pl.col(column).str.contains(r"^[A-Za-z0-9._~-]*$"))
    encoded = {code: segment(code) for code in codes[column].to_list()}
    return pl.concat_str([scheme, pl.lit("/"), pl.col(column).replace(encoded)])
