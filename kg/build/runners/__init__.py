"""Where partitions of a map stage are computed: in this process, or in workers on all cores.

In go a task and partitions of frames, out come partitions in the same order. No runner changes a result.
"""

from kg.build.runners.processes import Processes
from kg.build.runners.runner import PartitionResult, Runner
from kg.build.runners.serial import Serial

__all__ = ["PartitionResult", "Processes", "Runner", "Serial"]
