"""Several views of one place behind tabs: only the open one is drawn, and it is part of the address."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ui import address, printing


def views(key: str, titles: dict[str, str]) -> Iterator[str]:
    """Yield the code of the open view, inside its tab; on paper every one after the other. `titles` by code."""
    if printing.asked():
        yield from titles
        return
    first = next(iter(titles))
    codes = {title: code for code, title in titles.items()}
    address.take(key, lambda texts: titles.get(texts[-1]))
    if st.session_state.get(key) not in codes:  # a title in the language chosen before
        st.session_state[key] = titles.get(st.session_state.get(f"_{key}", ""), titles[first])
    opened = st.tabs(list(codes), key=key, on_change="rerun")
    code = codes.get(st.session_state[key], first)
    st.session_state[f"_{key}"] = code
    address.put(key, [code] if code != first else [])
    for tab, name in zip(opened, titles, strict=True):
        if tab.open:
            with tab:
                yield name
