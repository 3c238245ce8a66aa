"""Define the stages that make tables: frames by name and settings in, frames by name out.

`make_topics`, `make_sections` and `make_evaluations` look at each paper by itself and give the same for any partition
of the papers. The others look at the whole corpus and are joins and counts.
"""

from kg.schema import Frames
from kg.settings import GraphSettings
from kg.tables.concepts import concepts_table, evaluations_table
from kg.tables.derived.claims import own_words, topics
from kg.tables.derived.coauthorships import coauthorships
from kg.tables.derived.cooccurrences import cooccurrences
from kg.tables.derived.interests import interests
from kg.tables.derived.related import related
from kg.tables.hidden import find_hidden
from kg.tables.papers import citations_table, papers_table, sections_table
from kg.tables.people import appearances_table, authors_table, authorships_table, decisions_table, reports_table


def make_sections(frames: Frames, _settings: GraphSettings) -> Frames:
    """Make ``sections`` of ``texts``."""
    return {"sections": sections_table(frames["texts"])}


def make_topics(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``topics`` and ``own_words`` of ``claims``."""
    claims = frames["claims"]
    return {
        "topics": topics(claims, settings.min_confidence),
        "own_words": own_words(claims, settings.min_confidence),
    }


def make_evaluations(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``evaluations`` of ``found_evaluations``."""
    return {"evaluations": evaluations_table(frames["found_evaluations"], settings.derived.largest_result)}


def make_papers(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``papers`` and ``citations``.

    Reads ``records``, ``printed_appearances``, ``digests``, ``assignments`` and ``own_words``.
    """
    return {
        "papers": papers_table(
            frames["records"],
            frames["printed_appearances"],
            frames["digests"],
            frames["assignments"],
            frames["own_words"],
            settings=settings,
        ),
        "citations": citations_table(frames["records"]),
    }


def make_people(frames: Frames, _settings: GraphSettings) -> Frames:
    """Make ``authorships``, ``appearances``, ``decisions`` and ``reports`` without a trace of hidden people.

    Reads ``people``, ``assignments``, ``hidden_names``, ``divided_authors``, ``printed_appearances``, ``verdicts`` and
    ``all_reports``.
    """
    hidden = find_hidden(
        frames["people"],
        frames["assignments"],
        frames["hidden_names"],
        frames["divided_authors"],
        frames["printed_appearances"],
    )
    return {
        "authorships": authorships_table(frames["assignments"], frames["divided_authors"], hidden),
        "appearances": appearances_table(frames["printed_appearances"], hidden),
        "decisions": decisions_table(frames["verdicts"], hidden),
        "reports": reports_table(frames["all_reports"], hidden),
    }


def make_coauthorships(frames: Frames, _settings: GraphSettings) -> Frames:
    """Make ``coauthorships`` of ``authorships`` and ``papers``."""
    return {"coauthorships": coauthorships(frames["authorships"], frames["papers"])}


def make_authors(frames: Frames, _settings: GraphSettings) -> Frames:
    """Make ``authors`` of ``people``, ``authorships``, ``papers`` and ``coauthorships``."""
    names = ("people", "authorships", "papers", "coauthorships")
    return {"authors": authors_table(*(frames[name] for name in names))}


def make_concepts(frames: Frames, _settings: GraphSettings) -> Frames:
    """Make ``concepts`` of ``found_concepts``, ``topics`` and ``papers``."""
    return {"concepts": concepts_table(frames["found_concepts"], frames["topics"], frames["papers"])}


def make_cooccurrences(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``cooccurrences`` of ``own_words`` and ``papers``."""
    return {"cooccurrences": cooccurrences(frames["own_words"], frames["papers"], settings.derived)}


def make_interests(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``interests`` of ``own_words``, ``authorships``, ``found_concepts`` and ``papers``."""
    own, papers = frames["own_words"], frames["papers"]
    made = interests(own, frames["authorships"], frames["found_concepts"], papers, settings.derived)
    return {"interests": made}


def make_related(frames: Frames, settings: GraphSettings) -> Frames:
    """Make ``related`` of ``own_words``, ``terms`` and ``papers``."""
    return {"related": related(frames["own_words"], frames["terms"], frames["papers"], settings.derived)}
