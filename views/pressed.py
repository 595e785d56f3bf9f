"""Buttons within a block of HTML, heard by one listener: of quick presses none is lost or counted twice."""

from __future__ import annotations

from string import Template

# Constant, without a word of an article. A component that is drawn again is another one for a moment, so the listener
# stays and the component that is drawn now does the telling. Streamlit joins what it is told in quick succession and
# keeps the last, so each time all that was pressed lately is told.
_HEAR = Template("""export default function ({ setTriggerValue }) {
  const name = "$name";
  const desk = (window.newsdesk ??= {});
  const first = !desk[name];
  const mine = (desk[name] ??= { lately: new Map() });
  mine.tell = setTriggerValue;
  if (!first) return;
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("button[data-$ask]");
    if (asked) return mine.tell("asked", asked.dataset.$ask);
    const button = event.target.closest("button[data-$name]");
    if (!button) return;
    const place = button.dataset.$name, on = button.getAttribute("aria-pressed") !== "true", now = Date.now();
    for (const same of document.querySelectorAll("button[data-$name]")) {
      if (same.dataset.$name !== place) continue;
      same.setAttribute("aria-pressed", String(on));
      same.textContent = on ? "$on" : "$off";
    }
    const drawn = button.closest("[data-drawn]")?.dataset.drawn;
    if (mine.drawn !== drawn) mine.lately.clear();
    mine.drawn = drawn;
    mine.lately.set(place, { on, now });
    for (const [old, pressed] of mine.lately) if (now - pressed.now > 4000) mine.lately.delete(old);
    mine.tell("pressed", Object.fromEntries([...mine.lately].map(([place, pressed]) => [place, pressed.on])));
  });
}""")


def hearing(name: str, on: str, off: str, *, ask: str = "asks-nothing") -> str:
    """The listener to buttons of `data-name`, which show `on` or `off`; those of `data-ask` only tell their place.

    Where `data-drawn` of a block around them changes, what was pressed in it lately counts no more.
    """
    return _HEAR.substitute(name=name, on=on, off=off, ask=ask)
