import { escapeMarkdown, escapeXml, markdownParagraph } from './search-markup.js';
import { flowOf } from './search-flow.js';
import { totalsOf, type SearchOutcome } from './search-outcome.js';
import { prismaRows, reportBlocks, STOP_WORDS, strategyRows, tarcisRows, type Block } from './search-report.js';

export const REPORT_FORMATS = ['MARKDOWN', 'HTML', 'JSON'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function renderReport(outcome: SearchOutcome, format: ReportFormat): string {
  if (format === 'JSON') return `${JSON.stringify(reportData(outcome), null, 2)}\n`;
  return format === 'HTML' ? html(outcome) : `${reportBlocks(outcome).map(markdown).join('\n\n')}\n`;
}

/** All numbers, for programs. The candidates stand in lists of their own. */
function reportData(outcome: SearchOutcome) {
  return {
    ...outcome,
    candidates: undefined,
    totals: totalsOf(outcome),
    stoppedBecauseInWords: STOP_WORDS[outcome.stoppedBecause],
    strategy: Object.fromEntries(strategyRows(outcome)),
    tarcis: Object.fromEntries(tarcisRows(outcome)),
    prismaS: Object.fromEntries(prismaRows(outcome)),
  };
}

const MARKS = { title: '# ', heading: '## ', text: '' } as const;

function markdown(block: Block): string {
  if ('text' in block) return `${MARKS[block.kind]}${markdownParagraph(block.text)}`;
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(line)].join('\n');
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}th,td{border:1px solid #bbb;padding:.3rem .6rem;' +
  'text-align:left;vertical-align:top}th{background:#f0f0f0}svg{max-width:100%;height:auto}';

function html(outcome: SearchOutcome): string {
  const body = reportBlocks(outcome).map(htmlBlock);
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Report of a citation search</title><style>${STYLE}</style></head><body>`,
    ...body,
    '<h2>Flow</h2>',
    flowOf(outcome),
    '</body></html>',
    '',
  ].join('\n');
}

const TAGS = { title: 'h1', heading: 'h2', text: 'p' } as const;

function htmlBlock(block: Block): string {
  if ('text' in block) return `<${TAGS[block.kind]}>${escapeXml(block.text)}</${TAGS[block.kind]}>`;
  const row = (cells: readonly string[], tag: 'th' | 'td'): string => {
    const open = tag === 'th' ? '<th scope="col">' : '<td>';
    return `<tr>${cells.map((cell) => `${open}${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  };
  return `<table><thead>${row(block.head, 'th')}</thead><tbody>\n${block.rows.map((cells) => row(cells, 'td')).join('\n')}\n</tbody></table>`;
}
