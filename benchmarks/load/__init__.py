"""Load on a Socket.IO server, and what it does to it.

- errors.py      what ends a measurement early
- frames.py      WebSocket frames, written and read
- client.py      one connection: WebSocket, Engine.IO, Socket.IO
- readers.py     what a connection says and waits for: an echo, a chat, a flood
- meter.py       what is counted while a cell is measured
- crowd.py       many connections at once
- server.py      a server in a process and on a core of its own: its life, time and memory
- contestants.py the servers that are compared
- cells.py       throughput and latency
- crowds.py      idle memory, the return after a restart, fairness
- run.py         the cells of one run, interleaved
- targets.py     the ratios to reach, and their floors
- report.py      tables and plot
"""
