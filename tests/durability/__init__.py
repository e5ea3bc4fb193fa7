"""Kills, power cuts, full disks, foreign locks and cut lines: what was acked is there, once."""
