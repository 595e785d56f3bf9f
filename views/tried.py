"""What a press tries: with the rights of that moment; what is refused becomes a sentence, and can be tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec

import streamlit as st

from desk.scope import Scoped
from ingest.article import NewsdeskError
from views.escape import say
from views.sign_in import later

P = ParamSpec("P")


@contextmanager
def tried(place: str) -> Iterator[None]:
    """Where this is refused, `tell_problem` of the same place says why; what was typed stays where it is."""
    try:
        yield
    except NewsdeskError as error:
        st.session_state[f"problem-{place}"] = str(error)


def tell_problem(place: str) -> None:
    """Why the last press there did nothing; nothing where it did."""
    if problem := st.session_state.pop(f"problem-{place}", ""):
        say(problem)


def press(
    place: str, engine: Scoped, act: Callable[Concatenate[Scoped, P], object], *args: P.args, **options: P.kwargs
) -> Callable[[], None]:
    """For `on_click`: the act, on the library as the visitor may use it when they press."""

    def pressed() -> None:
        with tried(place):
            act(later(engine)(), *args, **options)

    return pressed
