"""What those who run it ask: does it live, is it ready, how does it do."""

from digest.web.ops.addresses import Ops, routes
from digest.web.ops.steps import Steps

__all__ = ["Ops", "Steps", "routes"]
