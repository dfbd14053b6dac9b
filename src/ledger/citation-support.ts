import type { BibReference } from '../import/record.js';
import type { LedgerReads } from '../store/store.js';
import { DERIVED, PRIMARY } from './collections.js';
import type { KeptRecord } from './record-row.js';
import { importsOf } from './support.js';
import { namesOf } from './prepare.js';
import { Targets } from './targets.js';
import { LedgerView } from './view.js';
import { recordsOfWorks, type WorkRow } from './work-row.js';

/** Keys of the works at both ends. */
export interface CitationName {
  citing: string;
  cited: string;
}

/** A record that states a citation: one of the citing work whose list has it, or one of the cited work that is told who cites it. */
export interface CitationSource {
  source: string;
  readAt: string;
  importIds: string[];
}

const rowOf = ({ key }: KeptRecord): string => `${PRIMARY.record} ${key}`;
const listOf = ({ record }: KeptRecord): readonly BibReference[] => record.references ?? [];
const citersIn = ({ record }: KeptRecord): readonly BibReference[] => record.citedBy.filter((one) => namesOf(one).length > 0);

/** The records behind each citation, in the order of the citations; none where no record states it. */
export async function citationSources(store: LedgerReads, citations: readonly CitationName[]): Promise<CitationSource[][]> {
  const view = new LedgerView(store);
  const ends = citations.flatMap(({ citing, cited }) => [citing, cited]);
  const records = await recordsOfWorks(view, [...(await view.get<WorkRow>(DERIVED.work, ends)).values()]);
  const of = (work: string): KeptRecord[] => records.get(work) ?? [];
  const targets = new Targets(view);
  const lists = [...new Set(citations.map(({ citing }) => citing))].flatMap((work) => of(work).flatMap(listOf));
  const citers = [...new Set(citations.map(({ cited }) => cited))].flatMap((work) => of(work).flatMap(citersIn));
  await targets.prepare([...lists, ...citers]);
  const leadsTo = (work: string) => (reference: BibReference) => targets.target(reference)?.key === work;
  const stating = citations.map(({ citing, cited }) => [
    ...of(citing).filter((record) => listOf(record).some(leadsTo(cited))),
    ...of(cited).filter((record) => citersIn(record).some(leadsTo(citing))),
  ]);
  const imports = await importsOf(view, stating.flat().map(rowOf)); // prettier-ignore
  return stating.map((list) =>
    list.map((one) => ({ source: one.record.source, readAt: one.readAt, importIds: imports.get(rowOf(one))! })),
  );
}
