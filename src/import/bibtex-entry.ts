import { badSource } from '../errors.js';
import { shown, UnusableRecord, type Warn } from './convert-record.js';
import { READ_LIMITS } from './format.js';

/** One entry with its values as they are written, macros put in, braces of the value itself gone. */
export interface BibtexEntry {
  /** In lower case: `article`. */
  type: string;
  key: string;
  /** By name in lower case. */
  fields: ReadonlyMap<string, string>;
}

/** Months are macros of BibTeX itself. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MACRO_LIMITS = { one: 100_000, all: 1_000_000 } as const;

/** Values of `@string`, with a guard: ten macros that double each other twenty times are ten million characters. */
export class Macros {
  private readonly values = new Map<string, string>(MONTHS.map((month) => [month, month]));
  private total = 0;

  constructor(private readonly fileName: string) {}

  get(name: string): string | undefined {
    return this.values.get(name.toLowerCase());
  }

  set(name: string, value: string, line: number): void {
    this.total += value.length;
    if (value.length > MACRO_LIMITS.one || this.total > MACRO_LIMITS.all) {
      throw badSource(
        `${this.fileName}: line ${line}: the macro ${shown(name)} grows to ${value.length} characters, all macros to ${this.total}; ` +
          `the limits are ${MACRO_LIMITS.one} and ${MACRO_LIMITS.all}. Such a file is not read.`,
      );
    }
    this.values.set(name.toLowerCase(), value);
  }
}

/** Far more than any key; what is longer has lost its first comma. */
const LONGEST_KEY = 1000;
const FIELD_NAME = /([^\s=,{}"#%()']+)\s*=\s*/y;
const BETWEEN = /[\s,]*/y;
const BLANKS = /\s*/y;
const WORD = /[^\s,={}"#%()']+/y;
const HEAD = /^@\s*([A-Za-z]+)\s*[{(]/;

/** Reads one entry, from its `@` to before the brace that closes it. */
class EntryParser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly firstLine: number,
    private readonly macros: Macros,
    private readonly warn: Warn,
  ) {}

  parse(): BibtexEntry {
    const head = HEAD.exec(this.text)!;
    this.at = head[0].length;
    const type = head[1]!.toLowerCase();
    return { type, key: type === 'string' ? '' : this.key(), fields: this.fields() };
  }

  /** The key ends at the first comma. Where a field comes before it, the key was left out. */
  private key(): string {
    const end = this.text.indexOf(',', this.at);
    const key = this.text.slice(this.at, end === -1 ? this.text.length : end);
    const equals = key.indexOf('=');
    if (equals > LONGEST_KEY || (equals === -1 && key.length > LONGEST_KEY))
      throw new UnusableRecord('the entry has no key, or no comma after it');
    if (equals === -1) {
      this.at += key.length;
      return key.trim();
    }
    // `@article{key title = …`: the comma after the key is missing.
    const name = /(\S+)\s*$/.exec(key.slice(0, equals))?.[1] ?? '';
    const before = key.slice(0, equals).trimEnd().slice(0, -name.length).trim();
    if (before !== '') this.at = this.text.indexOf(before, this.at) + before.length;
    return before;
  }

  private fields(): Map<string, string> {
    const fields = new Map<string, string>();
    for (;;) {
      this.skip(BETWEEN);
      FIELD_NAME.lastIndex = this.at;
      const match = FIELD_NAME.exec(this.text);
      if (!match) break;
      this.at = FIELD_NAME.lastIndex;
      const name = match[1]!.toLowerCase();
      const value = this.value(name);
      if (!fields.has(name)) fields.set(name, value);
      else if (fields.get(name) !== value) this.warn(`the field ${shown(name)} occurs twice; the first one counts`);
    }
    if (this.at < this.text.length) {
      throw new UnusableRecord(
        `line ${this.lineAt(this.at)}: the next field of the entry should begin here, not ${shown(this.text.slice(this.at))}`,
      );
    }
    return fields;
  }

  /** `{a} # macro # "b" # 12` */
  private value(name: string): string {
    let value = '';
    for (;;) {
      value += this.part();
      if (value.length > READ_LIMITS.field) {
        throw new UnusableRecord(
          `the field ${shown(name)} has more than ${READ_LIMITS.field} characters, the limit for one field`,
        );
      }
      this.skip(BLANKS);
      if (this.text[this.at] !== '#') return value;
      this.at++;
      this.skip(BLANKS);
    }
  }

  private part(): string {
    const open = this.text[this.at];
    if (open === '{' || open === '"') return this.delimited(open);
    const word = this.skip(WORD);
    const isLeftOut = word === '' && /^\s*(?:,|$)/.test(this.text.slice(this.at, this.at + 100));
    // `month = ,`: an empty value, of which BibTeX would make an error.
    if (isLeftOut) return '';
    if (word === '') throw new UnusableRecord(`line ${this.lineAt(this.at)}: a value is missing after the equals sign`);
    if (/^\d+$/.test(word)) return word;
    const macro = this.macros.get(word);
    if (macro === undefined) this.warn(`the macro ${shown(word)} is not defined; its name stands for it`);
    return macro ?? word;
  }

  private delimited(open: '{' | '"'): string {
    const start = this.at + 1;
    let depth = 0;
    for (let i = start; i < this.text.length; i++) {
      const char = this.text[i];
      if (depth === 0 && char === (open === '{' ? '}' : '"')) {
        this.at = i + 1;
        return this.text.slice(start, i);
      }
      if (char === '{') depth++;
      else if (char === '}') depth--;
    }
    throw new UnusableRecord(`line ${this.lineAt(start)}: the value that begins here is not closed`);
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0] ?? '';
    this.at += match.length;
    return match;
  }

  private lineAt(at: number): number {
    return this.firstLine + (this.text.slice(0, at).match(/\n/g)?.length ?? 0);
  }
}

/** Throws `UnusableRecord` with the line where the entry cannot be understood. */
export function parseEntry(text: string, firstLine: number, macros: Macros, warn: Warn): BibtexEntry {
  return new EntryParser(text, firstLine, macros, warn).parse();
}
