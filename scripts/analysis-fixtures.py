#!/usr/bin/env python3
"""Answers of other programs on small random graphs, which tests/analysis compares ours with.

    python3 -m venv venv && venv/bin/pip install networkx==3.6.1 scipy==1.17.1 cdindex==1.0.20
    venv/bin/python scripts/analysis-fixtures.py

writes tests/fixtures/analysis/networkx.json (NetworkX, and cdindex by the authors of the CD index),
tests/fixtures/analysis/undirected.json (NetworkX on weighted networks without direction) and
tests/fixtures/analysis/main-paths.json (every path written out one by one, here). The same seed makes the same files.
"""

import json
import random
from pathlib import Path

import cdindex
import networkx as nx

FOLDER = Path(__file__).parent.parent / "tests" / "fixtures" / "analysis"


def random_citations(size, count, seed, later=0.0):
    """Years, and pairs [citing, cited]; a share of them may lead to a work that is no older, so that there are cycles."""
    rng = random.Random(seed)
    years = sorted(rng.randint(1990, 2010) for _ in range(size))
    # A work's number says nothing about its year.
    rng.shuffle(years)
    pairs = set()
    while len(pairs) < count:
        a, b = rng.sample(range(size), 2)
        if rng.random() >= later and (years[a], a) < (years[b], b):
            a, b = b, a
        pairs.add((a, b))
    return years, sorted(pairs)


def digraph(size, pairs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    return graph


def in_order(values):
    return [values[v] for v in sorted(values)]


def cd_indexes(years, pairs, window):
    """None where our program has no value either: without references, or with nothing to divide by."""
    graph = cdindex.Graph()
    for v, year in enumerate(years):
        graph.add_vertex(str(v), year)
    for citing, cited in pairs:
        graph.add_edge(str(citing), str(cited))
    has_references = {citing for citing, _ in pairs}
    answers = []
    for v in range(len(years)):
        value = graph.cdindex(str(v), window) if v in has_references else None
        answers.append(None if value is None or value != value else value)
    return answers


def other_programs(name, size, count, seed, later):
    years, pairs = random_citations(size, count, seed, later)
    graph = digraph(size, pairs)
    both_ways = graph.to_undirected()
    hubs, authorities = nx.hits(graph, tol=1e-14)
    return {
        "name": name,
        "years": years,
        "citations": pairs,
        "pagerank": in_order(nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10_000)),
        "pagerank60": in_order(nx.pagerank(graph, alpha=0.6, tol=1e-15, max_iter=10_000)),
        "authorities": in_order(authorities),
        "hubs": in_order(hubs),
        "betweenness": in_order(nx.betweenness_centrality(graph)),
        "betweennessUndirected": in_order(nx.betweenness_centrality(both_ways)),
        "cores": in_order(nx.core_number(both_ways)),
        "weakComponents": sorted(sorted(c) for c in nx.weakly_connected_components(graph)),
        "strongComponents": sorted(sorted(c) for c in nx.strongly_connected_components(graph)),
        "disruption5": cd_indexes(years, pairs, 5),
        "disruption": cd_indexes(years, pairs, 1000),
    }


def acyclic(years, pairs):
    """Arcs [cited, citing], and the citations that are left out, by the rule that the documentation states."""
    group = {}
    for number, members in enumerate(nx.strongly_connected_components(digraph(len(years), pairs))):
        group.update((v, number) for v in members)
    arcs, dropped = [], []
    for citing, cited in pairs:
        keep = group[citing] != group[cited] or (years[cited], cited) < (years[citing], citing)
        (arcs if keep else dropped).append((cited, citing) if keep else (citing, cited))
    return arcs, sorted(dropped)


def all_paths(arcs, starts, ends):
    following = {}
    for u, v in arcs:
        following.setdefault(u, []).append(v)
    found = []

    def walk(path):
        if len(path) > 1 and path[-1] in ends:
            found.append(tuple(path))
        for v in following.get(path[-1], []):
            walk(path + [v])

    for v in starts:
        walk([v])
    return found


def local_arcs(arcs, sources, weight):
    """The heaviest arcs from a source, and from each work reached the heaviest on."""
    first = [arc for arc in arcs if arc[0] in sources]
    most = max(weight[arc] for arc in first)
    frontier = [arc for arc in first if weight[arc] == most]
    kept = set()
    while frontier:
        arc = frontier.pop()
        if arc in kept:
            continue
        kept.add(arc)
        on = [other for other in arcs if other[0] == arc[1]]
        frontier += [other for other in on if weight[other] == max(weight[o] for o in on)]
    return kept


def main_paths(size, count, seed, later):
    years, pairs = random_citations(size, count, seed, later)
    arcs, dropped = acyclic(years, pairs)
    rank = {v: (years[v], v) for v in range(size)}
    touched = {v for arc in arcs for v in arc}
    sources = touched - {v for _, v in arcs}
    sinks = touched - {u for u, _ in arcs}
    whole = all_paths(arcs, sources, sinks)
    answers = {}
    for kind, paths in {
        "SPC": whole,
        "SPLC": all_paths(arcs, touched, sinks),
        "SPNP": all_paths(arcs, touched, touched),
    }.items():
        weight = {arc: 0 for arc in arcs}
        for path in paths:
            for arc in zip(path, path[1:]):
                weight[arc] += 1
        total = {path: sum(weight[arc] for arc in zip(path, path[1:])) for path in whole}
        best = [path for path in whole if total[path] == max(total.values())]
        heaviest = sorted(arcs, key=lambda arc: (-weight[arc], rank[arc[0]], rank[arc[1]]))
        routes = set()
        for u, v in heaviest[:3]:
            through = [p for p in whole if (u, v) in zip(p, p[1:])]
            through = [p for p in through if total[p] == max(total[q] for q in through)]

            # Of equals the first by year, then key, walking away from the citation on either side.
            def away(path):
                at = path.index(u)
                return [rank[w] for w in path[at::-1]], [rank[w] for w in path[at + 1 :]]

            path = min(through, key=away)
            routes.update(zip(path, path[1:]))
        local = local_arcs(arcs, sources, weight)
        answers[kind] = {
            "total": len(paths),
            "weights": [[u, v, weight[u, v]] for u, v in sorted(arcs)],
            "global": min(best, key=lambda path: [rank[v] for v in path]),
            "globalTied": len(best),
            "local": sorted(local),
            "localTied": len(all_paths(local, {u for u, _ in local} & sources, sinks)),
            "keyRoutes": sorted(routes),
            "keyTied": sum(weight[arc] == weight[heaviest[2]] for arc in arcs),
        }
    return {"years": years, "citations": pairs, "dropped": dropped, **answers}


def weighted(graph, seed):
    rng = random.Random(seed)
    graph = nx.convert_node_labels_to_integers(nx.Graph(graph.edges()), ordering="sorted")
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges()):
        graph[a][b]["weight"] = rng.choice([0.2, 0.5, 1, 1, 2, 3.25])
    return graph


def with_loose_ends(graph, pieces):
    """Further components: a path, a triangle, nodes without links."""
    for _ in range(pieces):
        first = graph.number_of_nodes()
        graph.add_nodes_from(range(first, first + 8))
        for a, b in [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 4)]:
            graph.add_edge(first + a, first + b, weight=1.5)
    return graph


def without(graph, v):
    """Into how many parts what hangs together with a node falls without it, and how many pairs no longer reach each other."""
    around = graph.subgraph(nx.node_connected_component(graph, v) - {v})
    sizes = [len(part) for part in nx.connected_components(around)]
    total = sum(sizes)
    return [len(sizes), (total * total - sum(size * size for size in sizes)) // 2]


def predicted(graph):
    """Pairs without a link that have a neighbour in common: [a, b, Adamic/Adar, resource allocation, neighbours]."""
    pairs = [(a, b) for a, b in sorted(nx.non_edges(graph)) if len(set(nx.common_neighbors(graph, a, b))) > 0]
    adar = {(a, b): p for a, b, p in nx.adamic_adar_index(graph, pairs)}
    allocation = {(a, b): p for a, b, p in nx.resource_allocation_index(graph, pairs)}
    return sorted([*sorted((a, b)), adar[a, b], allocation[a, b], sorted(nx.common_neighbors(graph, a, b))] for a, b in pairs)


def undirected(name, graph):
    nodes = range(graph.number_of_nodes())
    distances = [d for v in nodes for d in nx.single_source_shortest_path_length(graph, v).values() if d > 0]
    labels = [v * 7 % 4 for v in nodes]
    groups = [{v for v in nodes if labels[v] == label} for label in range(4)]
    return {
        "name": name,
        "nodes": len(nodes),
        "links": [[a, b, weight] for a, b, weight in sorted(graph.edges(data="weight"))],
        "closeness": in_order(nx.closeness_centrality(graph)),
        "averagePath": sum(distances) / len(distances),
        "clustering": in_order(nx.clustering(graph)),
        "meanClustering": nx.average_clustering(graph),
        "betweenness": in_order(nx.betweenness_centrality(graph)),
        "cores": in_order(nx.core_number(graph)),
        "pagerank": in_order(nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10_000)),
        "components": sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c)),
        "labels": labels,
        "modularity": {str(g): nx.community.modularity(graph, groups, resolution=g) for g in (0.5, 1, 2)},
        "density": nx.density(graph),
        "articulations": sorted(nx.articulation_points(graph)),
        "without": [without(graph, v) for v in nodes],
        "predicted": predicted(graph),
    }


def write(name, graphs):
    lines = ",\n".join(json.dumps(graph, separators=(",", ":")) for graph in graphs)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n")


FOLDER.mkdir(parents=True, exist_ok=True)
write(
    "networkx.json",
    [
        other_programs("without cycles", 40, 120, 1, 0.0),
        other_programs("with cycles", 60, 200, 2, 0.3),
        other_programs("in pieces", 80, 60, 3, 0.1),
        other_programs("dense", 30, 300, 4, 0.5),
    ],
)
write(
    "undirected.json",
    [
        undirected("karate", weighted(nx.karate_club_graph(), 1)),
        undirected("florentine, with loose ends", with_loose_ends(weighted(nx.florentine_families_graph(), 2), 2)),
        undirected("small world", weighted(nx.connected_watts_strogatz_graph(40, 4, 0.2, seed=3), 3)),
        undirected("in pieces", with_loose_ends(weighted(nx.gnm_random_graph(60, 55, seed=4), 4), 1)),
        undirected("tree", weighted(nx.random_labeled_tree(40, seed=5), 5)),
    ],
)
sizes = [(6, 8), (8, 12), (10, 20), (12, 24), (13, 18), (14, 40)]
write("main-paths.json", [main_paths(n, m, seed, 0.1) for seed, (n, m) in enumerate(sizes * 3)])
