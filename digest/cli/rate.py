"""A column of the progress bar: how many a second."""

from rich.progress import ProgressColumn, Task
from rich.text import Text


class RateColumn(ProgressColumn):
    """The task's speed as `123/s`."""

    def render(self, task: Task) -> Text:
        """The speed, or a dash while there is none."""
        speed = task.finished_speed or task.speed
        return Text("-/s" if speed is None else f"{speed:,.0f}/s", style="progress.data.speed")
