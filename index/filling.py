"""What changes a library. Of all processes, one does so at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from index import embedding, writing
from index.archive import meta
from index.copies import link_all
from index.embed import on_gpu
from index.engine import Added
from index.lock import PATIENCE, TURN
from index.opened import Opened
from index.outlets import keep_outlets
from index.refusals import keep_refusals
from index.upkeep import Progress, silent
from ingest.article import Article, Refusal

if TYPE_CHECKING:
    from ingest.outlets import OutletFacts


MANY = 2_000  # texts for which a GPU is worth the seconds that torch takes to come: 15 s of two cores


class Filling(Opened):
    """The writing half of an open library: articles come, change and go."""

    def add(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """Keep the articles. Words find each lot as soon as it is committed; then what is new to the model is embedded.

        Raises LibraryError where somebody else is writing.
        """
        total = self.add_words(articles, progress=progress)
        return replace(total, embedded=self.embed_missing(progress, wait=TURN))

    def add_words(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """Keep the articles so that words, dates and quotes find them; `embed_missing` lets meaning follow.

        The lock is held for each lot and not between them: articles may come slowly, as from the web.
        """
        total = Added()
        with self.lock.held():  # where somebody else is writing now, before the first article is asked for
            self.derived.update_words()  # whoever asks while the first lot is written finds an index, if an empty one
        for batch in writing.batches(articles):
            with self.lock.held(wait=TURN):
                total = _sum(total, self._add_batch(batch))
            progress("words", total.new + total.same + total.changed, None)
        self.archive.checkpoint()
        return total

    def revise(self, articles: Iterable[Article], *, progress: Progress = silent) -> tuple[int, int, int]:
        """Put articles that are kept in their own place, as they are read today: how many changed, marked, the same."""
        outcomes = Counter[str]()
        with self.lock.held():
            for batch in writing.batches(articles):
                with self.archive.writing() as connection:
                    outcomes.update(writing.revise_article(connection, article) for article in batch)
                self.derived.update_words()
                progress("words", outcomes.total(), None)
            self.archive.checkpoint()
        return outcomes["changed"], outcomes["marked"], outcomes["same"]

    def embed_missing(self, progress: Progress = silent, *, wait: float = PATIENCE) -> int:
        """Embed what an earlier `add` left; how many texts."""
        with self.lock.held(wait=wait):
            return self._embed_missing(progress)

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out with all their versions; how many there were. An unknown id is passed over."""
        with self.lock.held():
            with self.archive.writing() as connection:
                removed = sum(writing.remove_article(connection, id) for id in ids)
            self.derived.update_words()
            self.derived.update_base()
        return removed

    def rebuild(self, *, progress: Progress = silent) -> int:
        """Derive copies, words and meaning anew, by the model of the settings; how many texts it embedded."""
        with self.lock.held():
            with self.archive.writing() as connection:
                link_all(connection, partial(progress, "copies"))
                if (meta(connection, "model") or "") not in ("", self.finder.embedder().fingerprint):
                    embedding.forget_vectors(connection)
            self.derived.rebuild_words(progress)
            embedded = self._embed_missing(progress)
            self.derived.update_base(always=True)
            self.archive.checkpoint()
        return embedded

    def refuse(self, refusals: Iterable[Refusal], *, read: Iterable[str] = (), wait: float = PATIENCE) -> None:
        """Keep what did not become an article; of what was `read` from its start to its end, only this is refused."""
        with self.lock.held(wait=wait), self.archive.writing() as connection:
            keep_refusals(connection, refusals, read)

    def keep_outlets(self, outlets: Iterable[OutletFacts]) -> None:
        """Keep what is known of each outlet, in place of what was."""
        with self.lock.held(), self.archive.writing() as connection:
            keep_outlets(connection, outlets)

    def _add_batch(self, batch: list[Article]) -> Added:
        with self.archive.writing() as connection:
            added = writing.write_batch(connection, batch)
        self.derived.update_words()
        return added

    def _embed_missing(self, progress: Progress) -> int:
        with self.archive.reading() as connection:
            texts = embedding.waiting(connection, self.settings.model_languages)
        if texts:
            progress("meaning", 0, len(texts))
            embedder = (on_gpu(self.settings) if len(texts) >= MANY else None) or self.finder.embedder()
            embedding.embed_waiting(self.archive, embedder, texts, partial(progress, "meaning"))
            self.archive.checkpoint()
        self.derived.update_base()
        return len(texts)


def _sum(some: Added, more: Added) -> Added:
    return Added(some.new + more.new, some.same + more.same, some.changed + more.changed)
