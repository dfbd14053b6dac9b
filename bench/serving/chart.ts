import type { BenchResult } from './result.js';

/** Requests a second of each system as bars, a group for each kind of question: a chart for the README. */
const WIDTH = 760;
const LEFT = 90;
const RIGHT = 60;
const BAR = 12;
const GAP = 14;
const TOP = 64;
const COLOURS = ['#1f6feb', '#2da44e', '#bf8700', '#8250df', '#6e7781'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const text = (x: number, y: number, content: string, anchor = 'start'): string =>
  `<text x="${x.toFixed(0)}" y="${y.toFixed(0)}" text-anchor="${anchor}">${escaped(content)}</text>`;

/** Lengths are logarithmic: a work by its DOI is answered a hundred times as often as a subgraph. */
export function chart(result: BenchResult, state: 'cold' | 'warm', connections: number): string {
  const of = result.figures.filter((one) => one.state === state && one.connections === connections);
  const systems = [...new Set(of.map(({ system }) => system))];
  const shapes = [...new Set(of.map(({ shape }) => shape))];
  const most = Math.max(10, ...of.map(({ requestsPerSecond }) => requestsPerSecond.median));
  const length = (rate: number) => (Math.max(0, Math.log10(Math.max(1, rate))) / Math.log10(most)) * (WIDTH - LEFT - RIGHT);
  const title = `Requests a second, ${connections} at a time, ${state} caches (logarithmic; ${result.size.articles.toLocaleString('en-GB')} works)`;
  const parts = [`<title>${escaped(title)}</title>`, text(0, 16, title)];
  systems.forEach((system, i) => {
    const x = (i * WIDTH) / systems.length;
    parts.push(`<rect x="${x.toFixed(0)}" y="28" width="12" height="12" fill="${COLOURS[i % COLOURS.length]}"/>`, text(x + 18, 39, system)); // prettier-ignore
  });
  let y = TOP;
  for (const shape of shapes) {
    parts.push(text(LEFT - 8, y + (systems.length * BAR) / 2 + 4, shape, 'end'));
    systems.forEach((system, i) => {
      const rate = of.find((one) => one.shape === shape && one.system === system)?.requestsPerSecond.median;
      if (rate === undefined) return;
      const top = y + i * BAR;
      const width = length(rate);
      parts.push(`<rect x="${LEFT}" y="${top}" width="${width.toFixed(1)}" height="${BAR - 2}" fill="${COLOURS[i % COLOURS.length]}"/>`, text(LEFT + width + 4, top + 9, rate.toFixed(0))); // prettier-ignore
    });
    y += systems.length * BAR + GAP;
  }
  const style = '<style>text{font:11px sans-serif;fill:#57606a}</style>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img">${style}${parts.join('')}</svg>\n`;
}
