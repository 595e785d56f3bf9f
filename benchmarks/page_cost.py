"""What one page costs the server: `python -m benchmarks.page_cost [COUNT]`, 100,000 paragraphs of benchmarks.synthetic.

Processor time of all threads of the server, so that a busy machine changes little; who asks is a process of its own.
Beside it Streamlit's own share: a page of two widgets, asked in turn with the desk's.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field

from benchmarks.dashboard import Server, running, wait_until_ready
from benchmarks.results import record
from benchmarks.scale import questions
from benchmarks.synthetic import of_size
from benchmarks.visitor import Page, Visitor
from index.local import Local

WARM = 5  # questions before it counts
LATE = 0.05  # seconds after a page has finished in which the server may still tidy up


@dataclass
class Cost:
    """Pages of one kind."""

    name: str
    took: list[float] = field(default_factory=list)  # milliseconds of processor time
    pages: list[Page] = field(default_factory=list)

    def row(self, bare: float) -> tuple[object, ...]:
        """As the table has it."""
        mean = statistics.fmean(self.took)
        elements = statistics.fmean(page.elements for page in self.pages)
        kilobytes = statistics.fmean(page.bytes for page in self.pages) / 1000
        return self.name, len(self.took), f"{mean:.1f}", f"{mean - bare:+.1f}", f"{elements:.0f}", f"{kilobytes:.0f}"


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 100_000
    settings = of_size(count)
    with Local.open(settings) as library:
        texts = questions(library)
    with running(settings.library, "benchmarks/bare.py") as bare, running(settings.library, "server.py") as desk:
        wait_until_ready(desk)
        costs = asyncio.run(measured(bare, desk, texts))
    floor = statistics.fmean(costs[0].took)
    header = ("page", "runs", "ms of processor", "more than the bare page", "elements", "KB sent")
    record(
        f"Cost of a page, {count:,} paragraphs",
        f"python -m benchmarks.page_cost {count}",
        header,
        [cost.row(floor) for cost in costs],
        "Asked: a search costs at most 40 ms more than the bare page. Each question is new to the library unless the "
        "row says otherwise. After each run Streamlit has the garbage collector look at every object; the desk freezes "
        "what its imports brought (desk/settled.py) and the bare page does not, which is why a page whose answer is "
        "known can cost less than a bare one.",
    )


async def measured(bare: Server, desk: Server, texts: Sequence[str]) -> tuple[Cost, ...]:
    """Each kind of page, the kinds in turn."""
    floor, search = Cost("bare: two widgets, another text"), Cost("search: another question")
    opened, known = Cost("bare: opened anew"), Cost("search: opened anew, a question that is known")
    async with Visitor(bare.address) as one, Visitor(desk.address) as other:
        for visitor in (one, other):
            await visitor.open(q="warm")
            for text in texts[-WARM:]:
                await visitor.ask(text)
        for text in texts[:-WARM]:
            await _count(floor, bare, one.ask(text))
            await _count(search, desk, other.ask(text))
    for text in texts[:-WARM]:
        for cost, server in ((opened, bare), (known, desk)):
            async with Visitor(server.address) as visitor:
                await _count(cost, server, visitor.open(q=text))
    return floor, search, opened, known


async def _count(cost: Cost, server: Server, asking: Awaitable[Page]) -> None:
    before = server.processor()
    page = await asking
    await asyncio.sleep(LATE)
    if page.errors:
        raise SystemExit(page.errors[0])
    cost.took.append(1000 * (server.processor() - before))
    cost.pages.append(page)


if __name__ == "__main__":
    main()
