import { dateFromText } from '../../src/import/partial-date.js';
import { parseName } from '../../src/import/person-name.js';
import { NO_IDS, type BibAuthor, type BibJournal, type BibMeshHeading, type BibRecord, type BibReference, type WorkIds } from '../../src/import/record.js'; // prettier-ignore
import { ids, printed, record } from './importing.js';

/**
 * Records made up at random of so little that much of it meets: people of like names, identifiers that several have and
 * that are wrong at times, ISSNs and titles that journals share, headings with and without identifiers.
 */

const NAMES = [
  'Smith J', 'Smith, John', 'Smith J Jr', 'Smith, John A', 'Cheng Yan', 'Yan Cheng', 'Wang W', 'Wang, Wei', 'Wang, Wen', 'Garcia J',
  'García Márquez, José', 'van der Berg, A', 'Berg, Anna', 'Müller, Käthe', 'Mueller K',
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
const SOURCES = ['test', 'pubmed-xml', 'openalex', 'crossref', 'ris'];

export class Inventor {
  constructor(private readonly random: () => number) {}

  records(count: number): BibRecord[] {
    return Array.from({ length: count }, () => this.record());
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
    return record({
      source: this.one(SOURCES),
      ids: this.ids(),
      title: this.one(TITLES),
      authors,
      authorsStatus: authors.length > 0 ? 'COMPLETE' : 'NOT_LISTED',
      journal: this.maybe(0.7, () => this.journal()),
      date: this.maybe(0.7, () => dateFromText(String(2018 + this.number(3)))),
      volume: this.maybe(0.5, () => String(1 + this.number(3))),
      mesh: this.several(2, () => this.heading()),
      references: this.maybe(0.7, () => this.several(3, () => this.reference())),
      citedBy: this.has(0.3) ? this.several(2, () => this.reference()) : [],
      corrections: this.has(0.1) ? [{ type: 'RetractionOf', ids: this.ids(), text: null }] : [],
      revisedAt: this.maybe(0.2, () => `2024-06-0${1 + this.number(3)}`),
    });
  }

  /** Those of one work, mostly; one of another at times. */
  private ids(): WorkIds {
    const work = this.number(9);
    const number = (): number => (this.has(0.08) ? this.number(9) : work);
    const made = {
      pmid: this.maybe(0.6, () => String(101 + number())),
      doi: this.maybe(0.5, () => `10.5555/d${number()}`),
      pmcid: this.maybe(0.15, () => `PMC${11 + number()}`),
      openalex: this.maybe(0.2, () => `W100${number()}`),
    };
    return ids(Object.values(made).some((id) => id !== null) ? made : this.has(0.3) ? {} : { pmid: String(101 + work) });
  }

  private authors(): BibAuthor[] {
    return this.several(3, () => ({
      ...parseName(this.one(NAMES)),
      orcid: this.maybe(0.3, () => this.one(ORCIDS)),
      affiliations: this.has(0.5) ? [this.one(PLACES)] : [],
    }));
  }

  private journal(): BibJournal {
    return {
      title: this.maybe(0.7, () => this.one(JOURNAL_TITLES)),
      abbreviation: null,
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
    return { position, ids: { ...NO_IDS, ...this.ids() }, recordKey: null, text: null, year: null };
  }
}
