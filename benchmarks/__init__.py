"""What Salut answers and how fast, measured; floors that sink only by an explicit flag.

- corpora.py    labelled questions, the project's own and those of a data folder
- answers.py    hit@1, hit@3, right, wrong, out of scope, calibration; against floors.json
- typos.py      two typos in a question, always the same two
- floors.py     figures held against floors.json
- rivals.py     RapidFuzz's own search and BM25 on the same questions
- speed.py      p50, p99, build time and memory as a site grows, against RapidFuzz's linear search
- sockets.py    our server under load, beside bare Flask-SocketIO and Node, in one run
- load/         what it is loaded with, and what is measured of it
- servers/      the servers beside ours, and the site that ours serves
- passages.py   a made-up news site of any size, and questions on it
- results.py    RESULTS.md, section by section
- plot.py       a plot as SVG
- fit.py        the weights of the match and of its confidence -> faq/weights.json
"""
