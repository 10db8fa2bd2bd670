"""What Python's usual tools take for the same work, for the bench `extract`.

Reads one JSON object from standard input: `texts`, `names`, and how many `times` the texts are gone
through. Prints one line for each tool that is there: its name, a tab, and the seconds it took.
"""

import json
import logging
import sys
import time


def jieba_cut():
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return lambda text: sum(1 for _ in jieba.cut(text))


def flashtext():
    from flashtext import KeywordProcessor

    names = KeywordProcessor(case_sensitive=True)
    # Without word characters it looks at every place, as Chinese needs.
    names.set_non_word_boundaries(set())
    names.add_keywords_from_list(task["names"])
    return names.extract_keywords


def pyahocorasick():
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in task["names"]:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter_long(text))


task = json.load(sys.stdin)
for tool in (jieba_cut, flashtext, pyahocorasick):
    try:
        work = tool()
    except ImportError:
        continue
    start = time.perf_counter()
    for _ in range(task["times"]):
        for text in task["texts"]:
            work(text)
    print(tool.__name__, time.perf_counter() - start, sep="\t")
