import type { BibDescriptor, ReadItem } from '../../src/import/format.js';
import { citationKey, idKeys } from '../../src/import/identity.js';
import { dateFromText } from '../../src/import/partial-date.js';
import { parseName } from '../../src/import/person-name.js';
import { emptyAuthor, NO_IDS, type BibAuthor, type BibJournal, type BibMeshHeading, type BibRecord, type BibReference, type WorkIds } from '../../src/import/record.js'; // prettier-ignore
import { ids, printed, record } from './importing.js';

/**
 * Records made up at random of so little that much of it meets: people of like names, identifiers that several have and
 * that are wrong at times, ISSNs and titles that journals share, headings with and without identifiers; and what lists tell:
 * records that were withdrawn, journals, descriptors.
 */

const NAMES = [
  'Smith J', 'Smith, John', 'Smith J Jr', 'Smith, John A', 'Cheng Yan', 'Yan Cheng', 'Wang W', 'Wang, Wei', 'Wang, Wen', 'Garcia J',
  'García Márquez, José', 'van der Berg, A', 'Berg, Anna', 'Müller, Käthe', 'Mueller K', 'Zhou, Xiaoming', 'Xiaoming, Zhou', 'Zhou X',
]; // prettier-ignore
const ORCIDS = ['0000-0002-1694-233X', '0000-0002-1825-0097', '0000-0001-5109-3700'];
const PLACES = ['University of Bern, Switzerland', 'Harvard Medical School, Boston, MA, USA', 'Karolinska Institutet, Sweden'];
const TITLES = [
  'Coaching of residents on rural wards', 'Coaching of residents on rural wards: a follow-up', 'What makes a good clinical teacher',
  'Feedback in the operating room', 'Why students leave the wards early', 'Peer assessment of professional behaviour',
]; // prettier-ignore
const JOURNAL_TITLES = ['Medical Teacher', 'Clinical Teaching', 'Medical Education'];
const ISSNS = ['0142-159X', '1234-5679', '0308-0110'];
const NLM_IDS = ['7909593', '101234567', '7605655'];
const HEADINGS: readonly [string, readonly string[]][] = [['Mentors', ['D008636', 'D007397']], ['Teaching', ['D013663']], ['Feedback', ['D005246']]]; // prettier-ignore
const TREE = ['I02', 'I02.358', 'I02.358.399', 'I02.358.400'];
const SOURCES = ['test', 'pubmed-xml', 'nbib', 'openalex', 'crossref', 'ris', 'europe-pmc'];
/** Sources of which some records name works and their citations, and tell nothing else. */
const NAMING = ['opencitations', 'icite', 'elink', 'identifiers'];
const NOTICES = ['RetractionOf', 'RetractionOf', 'RetractionIn', 'ErratumFor'];
const PLACE = { line: null, record: 1 };

export class Inventor {
  /** By which references of the same file name records without identifiers. */
  private readonly unnamed: string[] = [];

  constructor(private readonly random: () => number) {}

  items(count: number): ReadItem[] {
    return Array.from({ length: count }, () => this.item());
  }

  private item(): ReadItem {
    const what = this.random();
    if (what < 0.04) return { kind: 'withdrawn', place: PLACE, ids: ids({ pmid: String(101 + this.number(9)) }) };
    if (what < 0.08) return { kind: 'journal', place: PLACE, journal: this.listed() };
    if (what < 0.12) return { kind: 'descriptor', place: PLACE, descriptor: this.descriptor() };
    const made = what < 0.27 ? this.naming() : this.record();
    if (idKeys(made.ids).length === 0) this.unnamed.push(citationKey(made));
    return { kind: 'record', place: PLACE, record: made };
  }

  private naming(): BibRecord {
    return record({ source: this.one(NAMING), title: null, ids: this.ids(true), ...this.links() });
  }

  private links(): Pick<BibRecord, 'references' | 'citedBy'> {
    return {
      references: this.maybe(0.7, () => this.several(3, () => this.reference())),
      citedBy: this.has(0.3) ? this.several(2, () => this.reference()) : [],
    };
  }

  private listed(): BibJournal {
    const journal = this.journal();
    return {
      ...journal,
      title: journal.title ?? this.one(JOURNAL_TITLES),
      otherNames: this.several(1, () => this.one(JOURNAL_TITLES)),
    };
  }

  private descriptor(): BibDescriptor {
    const [name, numbers] = this.one(HEADINGS);
    return {
      id: this.one(numbers),
      name: this.has(0.8) ? name : this.one(HEADINGS)[0],
      entryTerms: this.several(1, () => this.one(HEADINGS)[0]),
      treeNumbers: this.several(2, () => this.one(TREE)),
      scopeNote: this.maybe(0.5, () => 'What it means.'),
      ...(this.has(0.5) ? { listOf: `202${4 + this.number(2)}-01-01` } : null),
    };
  }

  private has(chance: number): boolean {
    return this.random() < chance;
  }

  private number(below: number): number {
    return Math.floor(this.random() * below);
  }

  private one<T>(list: readonly T[]): T {
    return list[this.number(list.length)]!;
  }

  private maybe<T>(chance: number, make: () => T): T | null {
    return this.has(chance) ? make() : null;
  }

  private several<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.number(most + 1) }, make);
  }

  private record(): BibRecord {
    const authors = this.authors();
    const own = this.ids();
    return record({
      source: this.one(SOURCES),
      sourceId: this.maybe(0.3, () => own.pmid ?? own.openalex ?? String(this.number(5))),
      ids: own,
      title: this.one(TITLES),
      authors,
      authorsStatus: authors.length > 0 ? 'COMPLETE' : 'NOT_LISTED',
      journal: this.maybe(0.7, () => this.journal()),
      date: this.maybe(0.7, () => dateFromText(String(2018 + this.number(3)))),
      volume: this.maybe(0.5, () => String(1 + this.number(3))),
      mesh: this.several(2, () => this.heading()),
      keywords: this.has(0.2) ? [{ text: this.one(HEADINGS)[0], owner: null, isMajor: false }] : [],
      corrections: this.has(0.15) ? [{ type: this.one(NOTICES), ids: this.ids(), text: null }] : [],
      ...this.links(),
      revisedAt: this.maybe(0.2, () => `2024-06-0${1 + this.number(3)}`),
    });
  }

  /** Those of one work, mostly; one of another at times. */
  private ids(isNeeded = false): WorkIds {
    const work = this.number(9);
    const number = (): number => (this.has(0.08) ? this.number(9) : work);
    const made = {
      pmid: this.maybe(0.6, () => String(101 + number())),
      doi: this.maybe(0.5, () => `10.5555/d${number()}`),
      pmcid: this.maybe(0.15, () => `PMC${11 + number()}`),
      openalex: this.maybe(0.2, () => `W100${number()}`),
      omid: this.maybe(0.08, () => `br/06${number()}`),
    };
    const isNamed = Object.values(made).some((id) => id !== null);
    return ids(isNamed ? made : !isNeeded && this.has(0.3) ? {} : { pmid: String(101 + work) });
  }

  private authors(): BibAuthor[] {
    return this.several(3, () => {
      if (this.has(0.05)) return { ...emptyAuthor('The Coaching Group'), kind: 'GROUP' };
      return {
        ...parseName(this.one(NAMES)),
        orcid: this.maybe(0.3, () => this.one(ORCIDS)),
        affiliations: this.has(0.5) ? [this.one(PLACES)] : [],
      };
    });
  }

  private journal(): BibJournal {
    return {
      title: this.maybe(0.7, () => this.one(JOURNAL_TITLES)),
      abbreviation: this.maybe(0.2, () => this.one(['Med Teach', 'Clin Teach'])),
      nlmId: this.maybe(0.5, () => this.one(NLM_IDS)),
      issns: this.has(0.5) ? [{ value: this.one(ISSNS), type: 'LINKING' }] : [],
    };
  }

  private heading(): BibMeshHeading {
    const [descriptor, numbers] = this.one(HEADINGS);
    return { descriptorId: this.maybe(0.5, () => this.one(numbers)), descriptor, isMajor: this.has(0.3), qualifiers: [] };
  }

  private reference(): BibReference {
    const position = this.maybe(0.5, () => 1 + this.number(5));
    if (this.has(0.2)) {
      const year = 2018 + this.number(3);
      return printed(`Smith J. ${this.one(TITLES)}. ${this.one(JOURNAL_TITLES)}. ${year};${1 + this.number(3)}`, year, position);
    }
    const named = { ...NO_IDS, ...this.ids() };
    const recordKey = idKeys(named).length === 0 && this.unnamed.length > 0 ? this.one(this.unnamed) : null;
    return { position, ids: named, recordKey, text: null, year: null };
  }
}
