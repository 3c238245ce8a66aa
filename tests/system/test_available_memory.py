"""Available memory, on a machine and in containers, read from files in the format of Linux."""

import sys
from pathlib import Path

import pytest

from kg.system.available_memory import available_memory

GB = 2**30
NO_LIMIT_1 = 0x7FFFFFFFFFFFF000


def write(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    write(tmp_path, proc__meminfo=f"MemTotal: 16777216 kB\nMemFree: 1 kB\nMemAvailable: {8 * 2**20} kB\n")
    return tmp_path


def group(path: Path, files: tuple[str, str], limit: str, used: int, stat: str = "") -> None:
    path.mkdir(parents=True, exist_ok=True)
    (path / files[0]).write_text(f"{limit}\n")
    (path / files[1]).write_text(f"{used}\n")
    (path / "memory.stat").write_text(f"anon 5\n{stat}")


def test_without_containers_it_is_what_the_machine_has_available(machine: Path) -> None:
    assert available_memory(machine) == 8 * GB


def test_the_closest_limit_of_the_groups_counts_and_cached_files_are_free(machine: Path) -> None:
    files = ("memory.max", "memory.current")
    top = machine / "sys" / "fs" / "cgroup"
    write(machine, proc__self__cgroup="0::/user/job\n")
    group(top / "user" / "job", files, "max", GB)
    assert available_memory(machine) == 8 * GB
    group(top / "user", files, str(4 * GB), 3 * GB, f"inactive_file {GB}\nactive_file {GB}\n")
    assert available_memory(machine) == 3 * GB
    group(top / "user" / "job", files, str(2 * GB), GB)
    assert available_memory(machine) == GB
    group(top / "user" / "job", files, str(GB), 2 * GB)
    assert available_memory(machine) == 0


def test_groups_of_version_1_and_inside_a_container(machine: Path) -> None:
    files = ("memory.limit_in_bytes", "memory.usage_in_bytes")
    write(machine, proc__self__cgroup="5:cpu:/x\n4:memory:/docker/of-the-host\n0::/\n")
    top = machine / "sys" / "fs" / "cgroup" / "memory"
    group(top, files, str(NO_LIMIT_1), GB)
    assert available_memory(machine) == 8 * GB
    group(top, files, str(2 * GB), GB, f"inactive_file 0\ntotal_inactive_file {GB // 2}\n")
    assert available_memory(machine) == GB + GB // 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say")
def test_this_machine_has_some(tmp_path: Path) -> None:
    assert (available_memory() or 0) > 2**20
    assert (available_memory(tmp_path) or 0) > 2**20, "elsewhere than on Linux: all of it"
