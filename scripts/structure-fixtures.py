"""Answers of independent code for the tests of src/analysis: tests/fixtures/analysis/structure.json.

    python3 -m venv VENV && VENV/bin/pip install networkx==3.6.1 igraph==1.0.0 leidenalg==0.12.0
    VENV/bin/python scripts/structure-fixtures.py && npx prettier --write tests/fixtures/analysis

Modularity of partitions is NetworkX's, the greatest modularity of small graphs igraph's exact optimum, that of larger
ones the best of 20 runs of leidenalg; bursts are the cheapest of all sequences of states; RPYS is plain Python.
"""
import itertools, json, math, random, statistics
from pathlib import Path
import igraph, leidenalg, networkx as nx

OUT = Path(__file__).parent.parent / "tests/fixtures/analysis/structure.json"


def flat(pairs):
    return [end for pair in pairs for end in pair]


def partitions(graph):
    """One by chance, one that joins neighbours, one that NetworkX finds good."""
    rng = random.Random(7)
    nodes = sorted(graph)
    yield [rng.randrange(4) for _ in nodes]
    yield [v // 5 for v in nodes]
    found = nx.community.greedy_modularity_communities(graph)
    yield [next(i for i, members in enumerate(found) if v in members) for v in nodes]


def communities_of(labels):
    groups = {}
    for v, label in enumerate(labels):
        groups.setdefault(label, set()).add(v)
    return list(groups.values())


def graph_case(name, graph, exact):
    graph = nx.convert_node_labels_to_integers(nx.Graph(graph.edges()), ordering="sorted")
    links = sorted(tuple(sorted(edge)) for edge in graph.edges() if edge[0] != edge[1])
    graph = nx.Graph(links)
    other = igraph.Graph(n=graph.number_of_nodes(), edges=links)
    case = {"name": name, "nodes": graph.number_of_nodes(), "links": flat(links), "partitions": []}
    for labels in partitions(graph):
        groups = communities_of(labels)
        modularity = {str(g): nx.community.modularity(graph, groups, resolution=g) for g in (0.5, 1, 2)}
        case["partitions"].append({"labels": labels, "modularity": modularity})
    if exact:
        case["optimum"] = other.modularity(other.community_optimal_modularity())
    runs = [leidenalg.find_partition(other, leidenalg.ModularityVertexPartition, seed=s, n_iterations=-1) for s in range(20)]
    case["bestOfLeidenalg"] = max(run.modularity for run in runs)
    return case


def networks():
    yield graph_case("karate", nx.karate_club_graph(), True)
    yield graph_case("florentine", nx.florentine_families_graph(), True)
    yield graph_case("small world", nx.connected_watts_strogatz_graph(30, 4, 0.2, seed=3), True)
    yield graph_case("les miserables", nx.les_miserables_graph(), False)
    yield graph_case("planted", nx.planted_partition_graph(6, 25, 0.3, 0.03, seed=5), False)
    yield graph_case("random", nx.gnm_random_graph(150, 450, seed=6), False)


def cost(state, r, d, p):
    """Of r relevant of d documents, without the binomial coefficient that both states share."""
    total = 0.0
    for count, chance in ((r, p[state]), (d - r, 1 - p[state])):
        if count:
            total += math.inf if chance <= 0 else -count * math.log(chance)
    return total


def burst_case(r, d, s, gamma):
    base = sum(r) / sum(d)
    p = (base, min(1.0, s * base))
    up = gamma * math.log(len(r))

    def total(states):
        before, sum_ = 0, 0.0
        for t, state in enumerate(states):
            sum_ += (up if state > before else 0) + cost(state, r[t], d[t], p)
            before = state
        return sum_

    every = sorted((total(states), states) for states in itertools.product((0, 1), repeat=len(r)))
    best, states = every[0]
    weights = [cost(0, r[t], d[t], p) - cost(1, r[t], d[t], p) if states[t] else 0 for t in range(len(r))]
    return {"relevant": r, "documents": d, "s": s, "gamma": gamma, "states": list(states), "cost": best,
            "weight": sum(weights)}, every[1][0] - best


def bursts():
    rng = random.Random(11)
    for _ in range(60):
        years = rng.randrange(2, 12)
        d = [rng.choice([0, 5, 20, 50, 100]) for _ in range(years)]
        r = [min(n, int(n * rng.choice([0.02, 0.05, 0.1, 0.5]))) for n in d]
        if sum(r) and sum(d) > sum(r):
            case, margin = burst_case(r, d, rng.choice([1.5, 2, 3]), rng.choice([0.5, 1, 2]))
            # Which of two equally cheap sequences is right nobody can say.
            if margin > 1e-9:
                yield case


def rpys():
    rng = random.Random(13)
    for _ in range(8):
        first = rng.randrange(1900, 1990)
        cited = sorted(first + int(rng.random() ** 2 * 25) for _ in range(rng.randrange(1, 80)))
        years = range(cited[0], cited[-1] + 1)
        count = lambda year: cited.count(year)
        case = {"cited": cited, "counts": [count(y) for y in years]}
        for name, window in (("centred", range(-2, 3)), ("backward", range(-4, 1))):
            case[name] = [count(y) - statistics.median(count(y + i) for i in window) for y in years]
        yield case


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text(json.dumps(allow_nan=False, obj={"networks": list(networks()), "bursts": list(bursts()), "rpys": list(rpys())}))
