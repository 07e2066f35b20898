"""The people of the access file in tests: one for each role."""

from __future__ import annotations

from pathlib import Path

PEOPLE = """
[[person]]
email = "wang@example.cn"
name = "王局"
roles = ["leader"]
[[person]]
email = "zhang@example.cn"
name = "张敏"
roles = ["evaluator"]
[[person]]
email = "chen@example.cn"
name = "陈上"
roles = ["uploader"]
[[person]]
email = "li@example.cn"
name = "李华"
roles = ["department"]
department = "{department}"
[[person]]
email = "admin@example.cn"
name = "赵管"
roles = ["administrator"]
"""
ROLE_OF = {
    "wang@example.cn": "leader",
    "zhang@example.cn": "evaluator",
    "chen@example.cn": "uploader",
    "li@example.cn": "department",
    "admin@example.cn": "administrator",
}


def access_file(folder: Path, department: str) -> Path:
    """An access file with these people, 李华 in this department."""
    path = folder / "access.toml"
    path.write_text(PEOPLE.format(department=department), encoding="utf-8")
    return path
