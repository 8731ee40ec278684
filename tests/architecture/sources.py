"""The project's own files, read once for all the tests that look at them."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("community", "cms", "forums", "realtime")


@dataclass(frozen=True)
class Source:
    """A Python file of ours."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its dotted name; a package is named by its folder."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def rooms(self) -> tuple[str, ...]:
        """The folders it lies in, and its own name."""
        return self.path.relative_to(ROOT).with_suffix("").parts

    def at(self, node: ast.AST) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 1)}"


@cache
def sources() -> tuple[Source, ...]:
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    return tuple(
        Source(file, ast.parse(file.read_text(encoding="utf-8"), str(file)))
        for file in files
        if "__pycache__" not in file.parts
    )


@cache
def templates() -> dict[str, str]:
    """Every template, by its place."""
    folder = ROOT / "templates"
    files = sorted(file for file in folder.rglob("*") if file.suffix in {".html", ".txt"})
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}
