// Processor time and modularity of our Leiden against CWTS's networkanalysis-ts, in turns, on generated citations in planted fields.
//   node scripts/build.mjs --tests && node scripts/measure-communities.mjs [nodes citations [turns [iterations]]]

const built = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { buildCitationGraph } = await built('src/analysis/citation-graph.js');
const { citationNetwork, weighedByLinks } = await built('src/analysis/network.js');
const { DEFAULT_LEIDEN, leiden } = await built('src/analysis/leiden.js');
const { pottsQuality } = await built('src/analysis/partition.js');
const { seededRandom } = await built('src/analysis/random.js');
const { loadNetworkAnalysis, theirLeiden } = await built('tests/analysis/networkanalysis.js');

const [nodes = 20_000, citations = 300_000, turns = 3, iterations = 1] = process.argv.slice(2).map(Number);

/** Milliseconds that this process has computed: what else the machine does is not in it. */
const processorTime = () => process.cpuUsage().user / 1000;

/** Fields of uneven size; of the references of a work half are in its field, half of all to works that are cited already. */
function generate() {
  const random = seededRandom(42);
  const fields = Math.ceil(Math.sqrt(nodes));
  const field = Array.from({ length: nodes }, () => Math.floor(fields * random.next() ** 2));
  const members = Array.from({ length: fields }, () => []);
  const all = [];
  const seen = new Set();
  const [citing, cited] = [[], []];
  const perWork = citations / nodes;
  for (let v = 0; v < nodes; v++) {
    for (let tries = 0; tries < perWork && v > 0; tries++) {
      const pool = random.next() < 0.5 && members[field[v]].length > 0 ? members[field[v]] : all;
      const u = pool[random.below(pool.length)];
      if (u === v || seen.has(v * nodes + u)) continue;
      seen.add(v * nodes + u);
      citing.push(v);
      cited.push(u);
      if (random.next() < 0.5) {
        members[field[u]].push(u);
        all.push(u);
      }
    }
    members[field[v]].push(v);
    all.push(v);
  }
  return { citing: Uint32Array.from(citing), cited: Uint32Array.from(cited) };
}

const { citing, cited } = generate();
const scan = {
  keys: Array.from({ length: nodes }, (_, v) => String(v)),
  years: new Int32Array(nodes),
  stubs: new Uint8Array(nodes),
  citing,
  cited,
};
const reference = weighedByLinks(citationNetwork(buildCitationGraph(scan)));
const total = reference.nodeWeights.reduce((sum, weight) => sum + weight, 0);
const modularity = (community) => pottsQuality(reference, community, 1 / total);

function ours(seed, passes) {
  const start = processorTime();
  const network = citationNetwork(buildCitationGraph(scan));
  const ready = processorTime();
  const { community, quality, iterations: made } = leiden(network, { ...DEFAULT_LEIDEN, seed, iterations: passes });
  if (Math.abs(quality - modularity(community)) > 1e-9) throw new Error('The quality is not that of the partition.');
  return { build: ready - start, cluster: processorTime() - ready, quality, made };
}

const library = await loadNetworkAnalysis();
function theirs(seed, passes) {
  const start = processorTime();
  const edges = [Array.from(citing), Array.from(cited)];
  const network = new library.Network({ nNodes: nodes, setNodeWeightsToTotalEdgeWeights: true, edges, sortedEdges: false });
  const ready = processorTime();
  const community = theirLeiden(library, network, nodes, seed, passes);
  return { build: ready - start, cluster: processorTime() - ready, quality: modularity(community), made: passes };
}

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
function print(name, { build, cluster, quality, made }) {
  console.log(
    `${name}: building ${seconds(build)}, ${made} passes ${seconds(cluster)}, together ${seconds(build + cluster)}, modularity ${quality.toFixed(5)}`,
  );
}
console.log(`${nodes} works, ${citing.length} citations`);
for (let turn = 1; turn <= turns; turn++) {
  print('ours               ', ours(turn, iterations));
  print('networkanalysis-ts ', theirs(turn, iterations));
  print('ours, twice as many', ours(turn, 2 * iterations));
  if (turn === 1) print('ours until no gain ', ours(turn, 0));
}
