"""What Salut answers and how fast, measured; floors that sink only by an explicit flag.

- corpora.py    labelled questions, the project's own and those of a data folder
- answers.py    hit@1, hit@3, right, wrong, out of scope, calibration; against floors.json
- floors.py     figures held against floors.json
- rivals.py     RapidFuzz's own search and BM25 on the same questions
- fit.py        the weights of the match and of its confidence -> faq/weights.json
"""
