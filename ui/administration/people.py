"""Who may come in: the access file as it is in force, and what is wrong with it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access.directory import access_file
from ui import access, blocks, lake, messages
from ui.language import _
from ui.terms import ROLES


def people() -> None:
    """The persons of the access file, with its problems first."""
    directory = access.directory()
    if not access.configured():
        st.info(
            _("当前为本机演示，未配置登录，访问名单不起作用。配置方法见 docs/operations.md。"),
            icon=":material/info:",
        )
    st.caption(
        _("名单文件：{path}。在服务器上修改并保存后立即生效；可先用 python -m access check 检查。").format(
            path=access_file()
        )
    )
    error = directory.error()
    if error is not None and (access.configured() or access_file().exists()):
        messages.show(error)
        if directory.people():
            st.caption(_("在改正之前，仍按上一份有效的名单执行。"))
    if directory.people():
        blocks.table(rows(), "administration_people", title=_("访问名单"))


def rows() -> pd.DataFrame:
    """One row per person: address, name, roles, department, and a remark where the register lacks the department."""
    known = set(lake.departments(lake.snapshot())["department"])
    return pd.DataFrame(
        [
            {
                _("邮箱"): address,
                _("姓名"): person.name,
                _("角色"): _("、").join(_(ROLES[role.value]) for role in sorted(person.roles)),
                _("部门"): person.department or "",
                _("备注"): _("部门名录中没有这个部门")
                if person.department and person.department not in known
                else "",
            }
            for address, person in access.directory().people().items()
        ]
    )
