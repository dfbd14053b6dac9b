import type { BibtexEntry } from './bibtex-entry.js';

/** What a part has from the whole that it names in `crossref`; what tells the whole itself (its DOI, its pages) is not among it. */
const INHERITED = [
  'booktitle', 'journal', 'journaltitle', 'shortjournal', 'volume', 'number', 'issue', 'issn', 'series', 'language', 'langid',
  'date', 'year', 'month', 'day',
]; // prettier-ignore
/** A part with a date of its own has nothing of the other one. */
const DATES: ReadonlySet<string> = new Set(['date', 'year', 'month', 'day']);
/** Fields are inherited by way of a chapter's book, and the series that it is a volume of. */
const MOST_STEPS = 3;

/** Memory for entries that others may name, and for those that wait for the end of the file, in characters. */
const LIMIT = 8_000_000;

const keysOf = (entry: BibtexEntry, field: string): string[] =>
  (entry.fields.get(field) ?? '').split(',').map((key) => key.trim().toLowerCase()).filter((key) => key !== ''); // prettier-ignore

const sizeOf = (entry: BibtexEntry): number =>
  [...entry.fields].reduce((sum, [name, value]) => sum + name.length + value.length, 0);

/** What an entry has to give: of `@xdata` all, of others what a part has from its whole, the title as that of the book. */
function estateOf({ type, key, fields }: BibtexEntry): BibtexEntry {
  if (type === 'xdata') return { type, key, fields };
  const kept = new Map([...fields].filter(([name]) => INHERITED.includes(name) || name === 'crossref' || name === 'xdata'));
  const title = fields.get('title');
  const place = type === 'periodical' ? 'journaltitle' : 'booktitle';
  if (title !== undefined && type !== 'article' && !kept.has(place)) kept.set(place, title);
  return { type, key, fields: kept };
}

/**
 * Entries that say by `crossref` (BibTeX) or `xdata` (BibLaTeX) that another one has more of them. BibTeX wants that
 * one behind those that name it, BibLaTeX takes any order: so they wait for the end of the file.
 */
export class CrossReferences {
  private readonly estates = new Map<string, BibtexEntry>();
  private held = 0;

  static isNeeded(entry: BibtexEntry): boolean {
    return keysOf(entry, 'crossref').length > 0 || keysOf(entry, 'xdata').length > 0;
  }

  /** Of two entries with one key the first holds, as for BibTeX. */
  remember(entry: BibtexEntry): void {
    const key = entry.key.toLowerCase();
    if (key === '' || this.estates.has(key)) return;
    const estate = estateOf(entry);
    if (estate.fields.size > 0 && this.hasRoom(estate)) this.estates.set(key, estate);
  }

  /** Whether there is memory to keep the entry until the end. */
  hasRoom(entry: BibtexEntry): boolean {
    const size = sizeOf(entry);
    if (this.held + size > LIMIT) return false;
    this.held += size;
    return true;
  }

  /** The entry with what it inherits. Names of entries that are not in the file stay in it. */
  resolve(entry: BibtexEntry, steps = MOST_STEPS): BibtexEntry {
    const fields = new Map(entry.fields);
    const hasDate = [...DATES].some((name) => fields.has(name));
    for (const field of ['xdata', 'crossref']) {
      const keys = keysOf(entry, field);
      const found = keys.flatMap((key) => this.estates.get(key) ?? []);
      if (keys.length === 0 || found.length < keys.length) continue;
      fields.delete(field);
      for (const estate of found) {
        const full = steps > 1 ? this.resolve(estate, steps - 1) : estate;
        for (const [name, value] of full.fields) {
          const isOwn = DATES.has(name) ? hasDate : name === 'crossref' || name === 'xdata';
          if (!isOwn && !fields.has(name)) fields.set(name, value);
        }
      }
    }
    return { ...entry, fields };
  }
}
