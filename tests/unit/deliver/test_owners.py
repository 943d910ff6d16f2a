"""Whether a worker is gone can be told for processes of this machine, and is never guessed for others."""

import os
import subprocess
import sys

from digest.deliver.leases import is_gone, new_owner, place, process


def test_a_run_of_this_process_is_alive():
    """We are here."""
    assert not is_gone(new_owner())


def test_no_two_runs_share_a_name():
    """Two runs of one process are told apart, and each name fits its column."""
    names = {new_owner() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) <= 64 for name in names)


def test_a_run_says_whose_it_is():
    """The name of a run begins with that of its process."""
    assert new_owner().rpartition(".")[0] == process()


def test_a_process_that_ended_is_gone():
    """One that ran on this machine and ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert is_gone(f"{place()}/{child.pid}/abcdef01")


def test_a_process_of_another_machine_is_not_called_gone():
    """Its lease decides, whatever runs here under that number."""
    assert not is_gone("another.example/999999999/abcdef01")


def test_a_process_of_another_user_is_alive():
    """The first process of the machine is not ours to signal, and runs."""
    assert not is_gone(f"{place()}/1/abcdef01")
    assert os.getpid() != 1
