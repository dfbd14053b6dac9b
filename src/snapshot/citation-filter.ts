import type { ArticleLeaf, Filter, Range } from '../store/filter.js';
import { GROUPINGS, type Grouping } from '../store/grouping.js';
import { NO_YEAR } from '../store/neighbourhood.js';
import type { Citations } from './citations.js';
import { valuesNamed } from './groupings.js';

/** Whether a filter lets the article with a number through. */
export type Test = (number: number) => boolean;

type Told = Pick<Citations, 'groupings' | 'years' | 'stubs' | 'numberOf' | 'referenceCount' | 'citedByCount'>;

const KNOWN: readonly string[] = ['publicationYear', 'citedByCount', 'referenceCount', 'status', 'among', ...GROUPINGS] satisfies ArticleLeaf['test'][]; // prettier-ignore

/** Whether a filter asks for what may be known in memory: what else it asks, nobody need look there for. */
export function isTestable(filter: Filter<'Article'>): boolean {
  if ('not' in filter) return isTestable(filter.not);
  if ('all' in filter) return filter.all.every(isTestable);
  return 'any' in filter ? filter.any.every(isTestable) : KNOWN.includes(filter.test);
}

/** The filter over what is known of the articles in memory; null where it asks for anything else. */
export function testOf(filter: Filter<'Article'>, known: Told): Test | null {
  if ('not' in filter) {
    const test = testOf(filter.not, known);
    return test && ((number) => !test(number));
  }
  if ('all' in filter || 'any' in filter) {
    const tests = ('all' in filter ? filter.all : filter.any).map((one) => testOf(one, known));
    if (!tests.every((test) => test !== null)) return null;
    if ('all' in filter) return (number) => tests.every((test) => test(number));
    return (number) => tests.some((test) => test(number));
  }
  return testOfLeaf(filter, known);
}

function testOfLeaf(leaf: ArticleLeaf, known: Told): Test | null {
  switch (leaf.test) {
    case 'publicationYear':
      return (number) => known.years[number] !== NO_YEAR && lies(known.years[number]!, leaf.range);
    case 'citedByCount':
      return (number) => lies(known.citedByCount(number), leaf.range);
    case 'referenceCount':
      return (number) => lies(known.referenceCount(number), leaf.range);
    case 'status':
      return (number) => leaf.values.includes(known.stubs[number] === 1 ? 'STUB' : 'FULL');
    case 'among': {
      const numbers = leaf.keys.map((key) => known.numberOf(key));
      // An unknown key may be that of a work that was merged into another.
      if (!numbers.every((number) => number !== null)) return null;
      const chosen = new Set(numbers);
      return (number) => chosen.has(number);
    }
    case 'journal':
    case 'topic':
    case 'publicationType':
      return testOfGrouping(leaf.test, valuesNamed(known.groupings, leaf), known);
    default:
      return null;
  }
}

function testOfGrouping(grouping: Grouping, wanted: readonly number[] | null, { groupings }: Told): Test | null {
  if (wanted === null) return null;
  const { names, values } = groupings[grouping];
  const isWanted = new Uint8Array(names.length);
  for (const value of wanted) isWanted[value] = 1;
  return (number) => {
    const end = values.offsets[number + 1]!;
    for (let at = values.offsets[number]!; at < end; at++) if (isWanted[values.neighbours[at]!] === 1) return true;
    return false;
  };
}

const lies = (value: number, { from, to }: Range): boolean => (from === null || value >= from) && (to === null || value <= to);
