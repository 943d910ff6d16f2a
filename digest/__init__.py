"""Collect stored articles, pick their leads, compose a briefing and mail it once to every reader."""
