"""Answers of independent code for the analyses that no other program's answers are compared with: plain Python by the
formulas, communities of topics by trying every division, transitive reduction by NetworkX.

    python3 -m venv VENV && VENV/bin/pip install networkx==3.6.1
    VENV/bin/python scripts/registry-fixtures.py && npx prettier --write tests/fixtures/analysis

writes tests/fixtures/analysis/registry.json. The same seed makes the same file.
"""
import itertools, json, random, statistics
from pathlib import Path
import networkx as nx

OUT = Path(__file__).parent.parent / "tests/fixtures/analysis/registry.json"
rng = random.Random(20)
SIZE = 40

years = [rng.choice([-1, *range(2000, 2008)]) if v % 9 == 0 else rng.randint(2000, 2007) for v in range(SIZE)]
stubs = [int(rng.random() < 0.15) for _ in range(SIZE)]
world = [-1 if rng.random() < 0.2 else rng.randint(0, 60) for _ in range(SIZE)]
fields = [rng.choice([-1, 0, 1, 2]) for _ in range(SIZE)]
citations = sorted({(a, b) for a in range(SIZE) for b in range(SIZE) if years[b] < years[a] and rng.random() < 0.18})
NAMES = ["a", "b", "c", "d", "e", "f", "g"]
topics = [sorted(rng.sample(NAMES[:4], 2) if rng.random() < 0.5 else rng.sample(NAMES[3:], 2)) for _ in range(SIZE)]

local = [sum(1 for _, cited in citations if cited == v) for v in range(SIZE)]
known = lambda counts: [None if c < 0 else c for c in counts]


def normalised(counts, group):
    """Each count divided by the mean of its group; no stubs, no unknown counts, no works without a group."""
    member = [v for v in range(SIZE) if not stubs[v] and counts[v] is not None and group(v) is not None]
    answer = [None] * SIZE
    for v in member:
        mean = statistics.mean(counts[w] for w in member if group(w) == group(v))
        answer[v] = counts[v] / mean if mean > 0 else None
    return answer


year = lambda v: None if years[v] < 0 else years[v]
year_and_field = lambda v: None if years[v] < 0 or fields[v] < 0 else (years[v], fields[v])


def per_year(counts, until):
    return [None if years[v] < 0 or years[v] > until or counts[v] is None else counts[v] / (until - years[v] + 1) for v in range(SIZE)]


def historiograph(top, reduced):
    """All citations lead to an earlier year, so that there are no circles."""
    order = sorted((v for v in range(SIZE) if local[v] > 0 and years[v] >= 0), key=lambda v: (-local[v], years[v], v))
    chosen = order[:top]
    graph = nx.DiGraph([(cited, citing) for citing, cited in citations if citing in chosen and cited in chosen])
    kept = nx.transitive_reduction(graph) if reduced else graph
    works = sorted(chosen, key=lambda v: (years[v], v))
    return {
        "works": [{"work": v, "year": years[v], "localCitations": local[v]} for v in works],
        "citations": sorted([cited, citing] for cited, citing in kept.edges()),
        "implied": graph.number_of_edges() - kept.number_of_edges(),
    }


def divisions(items):
    """Every way to divide a list into groups."""
    if not items:
        yield []
        return
    for rest in divisions(items[1:]):
        yield [[items[0]], *rest]
        for i, group in enumerate(rest):
            yield [*rest[:i], [items[0], *group], *rest[i + 1:]]


together = {p: sum(1 for t in topics if set(p) <= set(t)) for p in itertools.combinations(NAMES, 2)}
together = {p: c for p, c in together.items() if c}
occurs = {n: sum(1 for t in topics if n in t) for n in NAMES}
links_of = {n: sum(c for p, c in together.items() if n in p) for n in NAMES}
all_links = sum(links_of.values())


def best(weights, quality):
    """The best division of all, the largest group first, and by how much it is better than the next."""
    ranked = sorted(((quality(groups, weights), groups) for groups in divisions(NAMES)), key=lambda one: -one[0])
    assert ranked[0][0] > ranked[1][0] + 1e-9, "a tie: choose another seed"
    return sorted((sorted(g) for g in ranked[0][1]), key=lambda g: (-len(g), g))


inside = lambda groups, weights: sum(w for p, w in weights.items() for g in groups if set(p) <= set(g))


def constant_potts(groups, weights):
    """With resolution 1 and each topic weighing 1."""
    return inside(groups, weights) - sum(len(g) * (len(g) - 1) / 2 for g in groups)


def modularity(groups, weights):
    total = sum(weights.values())
    degree = {n: sum(w for p, w in weights.items() if n in p) for n in NAMES}
    return inside(groups, weights) / total - sum((sum(degree[n] for n in g) / (2 * total)) ** 2 for g in groups)


def topic_map():
    strength = {p: c * all_links / (links_of[p[0]] * links_of[p[1]]) for p, c in together.items()}
    groups = best(strength, constant_potts)
    return {"articles": occurs, "weights": {" ".join(p): w for p, w in strength.items()}, "groups": groups}


def thematic_map():
    strength = {p: c * c / (occurs[p[0]] * occurs[p[1]]) for p, c in together.items()}
    themes = []
    for g in (group for group in best(strength, modularity) if len(group) >= 2):
        within = sum(w for p, w in strength.items() if set(p) <= set(g))
        outside = sum(w for p, w in strength.items() if len(set(p) & set(g)) == 1)
        articles = sum(1 for t in topics if set(t) & set(g))
        themes.append({"topics": g, "articles": articles, "centrality": outside, "density": 100 * within / len(g)})
    medians = {f: statistics.median(t[f] for t in themes) for f in ("centrality", "density")}
    names = {(True, True): "MOTOR", (False, True): "NICHE", (True, False): "BASIC", (False, False): "EMERGING_OR_DECLINING"}
    for t in themes:
        t["quadrant"] = names[t["centrality"] >= medians["centrality"], t["density"] >= medians["density"]]
    return themes


counted = known(world)
answers = {
    "LOCAL_CITATIONS": [{"settings": {}, "scores": local}],
    "WORLD_CITATIONS": [{"settings": {}, "scores": counted}],
    "NORMALISED_CITATIONS": [
        {"settings": {}, "scores": normalised(local, year)},
        {"settings": {"among": "YEAR_AND_FIELD"}, "scores": normalised(local, year_and_field)},
        {"settings": {"counted": "WORLD"}, "scores": normalised(counted, year)},
    ],
    "CITATIONS_PER_YEAR": [
        {"settings": {}, "scores": per_year(local, max(years))},
        {"settings": {"counted": "WORLD", "untilYear": 2005}, "scores": per_year(counted, 2005)},
    ],
    "HISTORIOGRAPH": [
        {"settings": {"top": 12}, **historiograph(12, False)},
        {"settings": {"top": 12, "reduced": "YES"}, **historiograph(12, True)},
    ],
    "TOPIC_MAP": [{"settings": {"minimumArticles": 1}, **topic_map()}],
    "THEMATIC_MAP": [{"settings": {"minimumArticles": 1}, "themes": thematic_map()}],
}
works = {"years": years, "stubs": stubs, "world": world, "fields": fields, "citations": citations, "topics": topics}
OUT.write_text(json.dumps({"works": works, "answers": answers}))
