"""The policies of scheduling, one file each, in the order in which they are told."""

from .balanced_urgency import BalancedUrgency
from .earliest_completion import EarliestCompletion
from .oldest_first import OldestFirst
from .round_robin import RoundRobin
from .urgency import Urgency
from .workload_balanced import WorkloadBalanced

POLICIES = (RoundRobin, WorkloadBalanced, BalancedUrgency, EarliestCompletion, Urgency, OldestFirst)
