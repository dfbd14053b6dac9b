import { singular, words } from '../store/fold.js';

/** Words that a title of any subject may have: those of grammar, and those that name a study and not what it is about. */
const STOP_WORDS = new Set(
  `a about above across after again against all almost along already also although always am among an and another any are
  around as at away be because been before being below between both but by can cannot could did do does doing done down
  during each either else ever every few first for from further had has have having he her here hers him his how however
  i if in into is it its itself just let like likely made make makes many may me might more most much must my near neither
  new no nor not now of off often on once one only onto or other others our out over own per perhaps rather really same
  second seem several shall she should since so some still such than that the their them then there therefore these they
  this those though three through thus to together too toward towards two under until up upon us use used uses using
  versus very via vs was way we well were what when where whether which while who whom whose why will with within without
  would yet you your
  aim analysis approach article background based case case-control comparison conclusion effect evaluation evidence
  example experience findings impact investigation letter literature method methods objective overview paper part
  perspective preliminary purpose report research result results review role studies study survey systematic toward`.split(/\s+/),
);

interface Word {
  key: string;
  form: string;
}

/**
 * What a title is about: its words in the singular without stop words and bare numbers, and pairs of them that follow
 * each other; each once. The key is what is compared, the form how the title has it (folded).
 */
export function titleTerms(title: string): Map<string, string> {
  const terms = new Map<string, string>();
  let before: Word | null = null;
  for (const form of words(title)) {
    if (STOP_WORDS.has(form) || form.length < 2 || /^\d+$/.test(form)) {
      before = null;
      continue;
    }
    const word: Word = { key: singular(form), form };
    if (!terms.has(word.key)) terms.set(word.key, form);
    if (before) {
      const pair = `${before.key} ${word.key}`;
      if (!terms.has(pair)) terms.set(pair, `${before.form} ${form}`);
    }
    before = word;
  }
  return terms;
}

/** The form of each key that most titles have; of equally frequent ones the first by code points. */
export function usualForms(
  titles: readonly (string | null)[],
  keys: ReadonlySet<string>,
  onTitle?: () => void,
): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const title of titles) {
    onTitle?.();
    for (const [key, form] of title === null ? [] : titleTerms(title)) {
      if (!keys.has(key)) continue;
      const forms = counts.get(key) ?? new Map<string, number>();
      counts.set(key, forms.set(form, (forms.get(form) ?? 0) + 1));
    }
  }
  const usual = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || (a < b ? -1 : 1);
  return new Map([...counts].map(([key, forms]) => [key, [...forms].sort(usual)[0]![0]]));
}
