from dataclasses import replace

from desk.places import newest_articles, passage, version_meant
from index.engine import Query
from index.local import Local
from ingest.article import Article


def test_a_link_keeps_to_the_version_it_was_made_for() -> None:
    versions = [(1, "aa" * 32), (2, "bb" * 32), (3, "cc" * 32)]
    assert version_meant(versions, "bb" * 8) == 2


def test_a_link_without_a_checksum_means_the_latest() -> None:
    assert version_meant([(1, "aa" * 32), (2, "bb" * 32)], "") == 2
    assert version_meant([(1, "aa" * 32), (2, "bb" * 32)], "ee" * 8) == 2


def test_a_passage_lies_within_its_article(sample_articles: tuple[Article, ...]) -> None:
    article = replace(sample_articles[0], text="The strait is open.")
    span = passage(article, "4", "10")
    assert span and span.of(article.text) == "strait"
    for start, end in (("4", "99"), ("10", "4"), ("-1", "4"), ("", "4"), ("٣", "٩"), ("one", "two")):
        assert passage(article, start, end) is None


def test_the_newest_are_different_articles_in_order(engine: Local) -> None:
    found = newest_articles(engine)
    assert len(found) == 20
    assert len({hit.article for hit in found}) == 20
    assert found[0].article == engine.search(Query(order="newest", limit=1)).hits[0].article
