from pathlib import Path

from kg.graph import load
from kg.listings.audit import FINDINGS, Rule
from kg.settings import AuditSettings


def test_doubt_comes_as_frames(example: Path) -> None:
    with load(example) as graph:
        queue = graph.people.review()
        assert graph.people.review(top=2).equals(queue.head(2))
        assert queue.height >= 2
        assert set(queue["verdict"]) <= {"same", "possiblySame"}
        assert graph.people.audit().schema == FINDINGS
        assert graph.people.audit(AuditSettings(many_people=2))["rule"].unique().to_list() == [Rule.SHARED_NAME]
