"""Buttons within a block of HTML, heard by one listener: of quick presses none is lost or counted twice."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

import streamlit as st

from views.escape import safe

if TYPE_CHECKING:
    from streamlit.components.v2.bidi_component import ComponentResult

Shown = tuple[str, str]  # on a button that is pressed, and on one that is not
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
  document.documentElement.classList.add("nd-hears-$name"); // before, its buttons take no press (style.css)
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


def button(name: str, place: str, shown: Shown, *, on: bool) -> str:
    """One that stays pressed, on pages where somebody has it `heard`."""
    label, pressed = shown[0] if on else shown[1], str(on).lower()
    return (
        f'<button type="button" class="nd-cite" data-{name}="{safe(place)}" aria-pressed="{pressed}">{label}</button>'
    )


def heard(name: str, shown: Shown, *, ask: str = "asks-nothing") -> ComponentResult:
    """What was pressed of the buttons of this name lately, `pressed` by place; of `data-ask`, which place was `asked`.

    Where `data-drawn` of a block around them changes, what was pressed in it lately counts no more.
    """
    js = _HEAR.substitute(name=name, on=shown[0], off=shown[1], ask=ask)
    component = st.components.v2.component(f"newsdesk_{name}", js=js)
    return component(key=f"heard-{name}", on_pressed_change=_nothing, on_asked_change=_nothing)


def _nothing() -> None:
    """Streamlit wants to be told that a trigger is listened to."""
