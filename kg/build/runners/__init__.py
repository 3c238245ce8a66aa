"""Compute partitions of a map stage: in this process, or in workers on all cores.

Comes in: a task and partitions of frames. Goes out: partitions in the same order. Results do not depend on the runner.
"""

from kg.build.runners.processes import Processes
from kg.build.runners.runner import PartitionResult, Runner
from kg.build.runners.serial import Serial

__all__ = ["PartitionResult", "Processes", "Runner", "Serial"]
