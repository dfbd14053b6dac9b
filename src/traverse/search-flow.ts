import { escapeXml } from './search-markup.js';
import { totalsOf, type Round, type SearchOutcome } from './search-outcome.js';
import { many, summaryOf } from './search-report.js';

/** The flow of a citation search as a picture: the column "Identification of studies via other methods" of PRISMA 2020. */

const BOX = { width: 360, gap: 28, padding: 12, line: 20, side: 400 };

interface Step {
  /** The first line is bold. */
  lines: string[];
  /** What leaves the flow here. */
  beside: string[];
}

export function flowOf(outcome: SearchOutcome): string {
  const steps = stepsOf(outcome);
  const heightOf = (lines: readonly string[]): number => lines.length * BOX.line + 2 * BOX.padding;
  const rowOf = ({ lines, beside }: Step): number => Math.max(heightOf(lines), beside.length > 0 ? heightOf(beside) : 0);
  const width = BOX.side + BOX.width + 20;
  const height = steps.reduce((sum, step) => sum + rowOf(step) + BOX.gap, 60);
  const parts: string[] = [];
  let top = 50;
  steps.forEach((step, at) => {
    const own = heightOf(step.lines);
    parts.push(box(10, top, step.lines));
    if (step.beside.length > 0) {
      parts.push(box(BOX.side + 10, top, step.beside));
      parts.push(arrow(10 + BOX.width, top + own / 2, BOX.side + 10, top + own / 2));
    }
    const next = top + rowOf(step) + BOX.gap;
    if (at < steps.length - 1) parts.push(arrow(10 + BOX.width / 2, top + own, 10 + BOX.width / 2, next));
    top = next;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="flow-title flow-text" font-family="system-ui, sans-serif" font-size="14">`,
    `<title id="flow-title">Flow of the citation search</title><desc id="flow-text">${escapeXml(summaryOf(outcome))}</desc>`,
    '<defs><marker id="flow-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8Z" fill="#333"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    '<text x="10" y="28" font-weight="bold" font-size="16" fill="#111">Identification of studies via other methods: citation searching</text>',
    ...parts,
    '</svg>',
  ].join('\n');
}

function box(x: number, y: number, lines: readonly string[]): string {
  const height = lines.length * BOX.line + 2 * BOX.padding;
  const texts = lines.map((line, i) => {
    const weight = i === 0 ? ' font-weight="bold"' : '';
    return `<text x="${x + BOX.padding}" y="${y + BOX.padding + 15 + i * BOX.line}"${weight} fill="#111">${escapeXml(line)}</text>`;
  });
  return `<rect x="${x}" y="${y}" width="${BOX.width}" height="${height}" rx="3" fill="#f6f8fa" stroke="#333"/>${texts.join('')}`;
}

const arrow = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#333" marker-end="url(#flow-tip)"/>`;

function stepsOf(outcome: SearchOutcome): Step[] {
  const { seeds, seedsNotFound, rounds, included } = outcome;
  const { raw, new: fresh, known } = totalsOf(outcome);
  return [
    {
      lines: [`Seed references (n = ${seeds.length})`, ...outcome.directions.map((one) => one.toLowerCase().replace('_', '-'))],
      beside: seedsNotFound.length > 0 ? [`Not in the graph (n = ${seedsNotFound.length})`] : [],
    },
    ...rounds.map(roundStep),
    {
      lines: ['Records identified from:', `Citation searching (n = ${fresh})`, `out of ${many(raw, 'link')} followed`],
      beside: known > 0 ? [`Known before the search (n = ${known})`] : [],
    },
    { lines: ['Reports sought for retrieval (n = ____)'], beside: ['Reports not retrieved (n = ____)'] },
    { lines: ['Reports assessed for eligibility (n = ____)'], beside: ['Reports excluded (n = ____)'] },
    { lines: [included ? `Included so far (n = ${included.works})` : 'Studies included (n = ____)'], beside: [] },
  ];
}

function roundStep(round: Round): Step {
  const { iteration, startedFrom, raw, unique, met, filtered, known, leftOut } = round;
  const out: [string, number][] = [
    ['Several links to one work', raw - unique],
    ['Met before', met],
    ['Left out by the filter', filtered],
    ['Known before the search', known],
    ['Beyond the bound on work', leftOut],
    ['Links not followed', round.perDirection.reduce((sum, { notFollowed }) => sum + notFollowed, 0)],
  ];
  const beside = out.filter(([, n]) => n > 0).map(([what, n]) => `${what} (n = ${n})`);
  return {
    lines: [
      `Iteration ${iteration}, from ${many(startedFrom, 'work')}`,
      `Links followed (n = ${raw})`,
      `Different works (n = ${unique})`,
      `New works (n = ${round.new})`,
    ],
    beside: beside.length > 0 ? ['Not new:', ...beside] : [],
  };
}
