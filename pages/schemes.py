"""Schemes: every version, an editor that says everything wrong at once, what-if before saving, TOML in and out."""

from __future__ import annotations

import streamlit as st
import tomli_w

from access import Role
from ui import blocks, messages, printing
from ui.access import acts, require
from ui.language import _
from ui.readings import schemes as reading
from ui.rounds import jobs, records, scheme_editor, scheme_trial


def render() -> None:
    """Draw the page."""
    person = require(Role.LEADER, Role.EVALUATOR)
    chosen = blocks.begin("schemes")
    jobs.begin("schemes")
    with messages.explained():
        jobs.told()
        stored = records.schemes(chosen.snapshot)
        writes = acts(person, Role.EVALUATOR)
        titles = (
            {"edit": _("修改与试算"), "versions": _("全部版本")} if writes else {"versions": _("全部版本")}
        )
        for view in blocks.views("schemes_view", titles):
            if view == "versions":
                blocks.table(reading.versions(stored), "schemes_versions", title=_("方案版本"))
                if not printing.asked():
                    st.download_button(
                        _("导出现行方案（TOML）"),
                        scheme_editor.exported(stored),
                        file_name="scheme.toml",
                        mime="application/toml",
                        key="scheme_export",
                        on_click="ignore",
                        icon=":material/download:",
                    )
                scheme_editor.shown(records.scheme_in_force(chosen.snapshot))
                continue
            text, version = scheme_editor.start(stored)
            raw = scheme_editor.edit(text)
            if scheme_editor.problems(raw):
                continue
            written = tomli_w.dumps(raw)
            scheme_trial.trial(written, chosen)
            scheme_trial.saving(person, written, version)
