import { badSource } from '../errors.js';
import { foldName, singular, words } from '../store/fold.js';
import { topicKey } from './identity.js';

export const CURATED_TOPICS = 'curated-topics';

/** A topic of the curated vocabulary. */
export interface CuratedTopic {
  key: string;
  name: string;
  meshId: string | null;
  synonyms: string[];
  broaderKeys: string[];
}

export type Vocabulary = readonly CuratedTopic[];

/** A topic as the file has it; `broader` is the name of another topic. */
interface TopicEntry {
  name: string;
  meshId: string | null;
  synonyms: string[];
  broader: string | null;
}

const isText = (value: unknown): value is string => typeof value === 'string' && words(value).length > 0;

function readEntry(value: unknown, index: number, file: string): TopicEntry {
  const { name, meshId, synonyms, broader, ...rest } = (value ?? {}) as Record<string, unknown>;
  if (!isText(name)) throw badSource(`${file}, topic ${index + 1}: it has no name; expected "name" with at least one word.`);
  const problem = (what: string) => badSource(`${file}, topic "${name}": ${what}`);
  if (meshId !== null && !(typeof meshId === 'string' && /^D\d{6}(?:\d{3})?$/.test(meshId)))
    throw problem('"meshId" is no MeSH descriptor; expected one such as "D007396", or null.');
  if (!Array.isArray(synonyms) || !synonyms.every(isText))
    throw problem('"synonyms" must be a list of texts, which may be empty.');
  if (broader !== null && !isText(broader)) throw problem('"broader" must be the name of another topic, or null.');
  if (Object.keys(rest).length > 0)
    throw problem(`unknown field "${Object.keys(rest)[0]}"; expected name, meshId, synonyms and broader.`);
  return { name, meshId, synonyms, broader };
}

/** A name or descriptor that two topics share would make matches and look-ups ambiguous. */
function refuseDuplicates(entries: readonly TopicEntry[], file: string): void {
  const owners = new Map<string, string>();
  for (const entry of entries)
    for (const term of [entry.name, ...entry.synonyms, ...(entry.meshId ? [entry.meshId] : [])]) {
      const owner = owners.get(foldName(term));
      if (owner !== undefined)
        throw badSource(`${file}, topic "${entry.name}": "${term}" stands already at "${owner}"; expected each term once.`);
      owners.set(foldName(term), entry.name);
    }
}

function refuseCycles(topics: ReadonlyMap<string, CuratedTopic>, file: string): void {
  for (const topic of topics.values()) {
    const path = new Set<string>();
    for (let at: CuratedTopic | undefined = topic; at; at = topics.get(at.broaderKeys[0] ?? '')) {
      if (path.has(at.key))
        throw badSource(
          `${file}, topic "${at.name}": it is broader than itself; expected "broader" to end at a topic without one.`,
        );
      path.add(at.key);
    }
  }
}

/** Reads and checks a vocabulary: `{ "topics": [{ name, meshId, synonyms, broader }] }`. Throws BAD_SOURCE. */
export function readVocabulary(text: string, file: string): Vocabulary {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw badSource(`${file}: it is no JSON (${(cause as Error).message}); expected { "topics": [ … ] }.`);
  }
  const list = (content as { topics?: unknown } | null)?.topics;
  if (!Array.isArray(list)) throw badSource(`${file}: it has no list "topics"; expected { "topics": [ … ] }.`);
  const entries = list.map((value, index) => readEntry(value, index, file));
  refuseDuplicates(entries, file);
  const keyOf = new Map(entries.map((entry) => [foldName(entry.name), topicKey(entry)]));
  const topics = entries.map(({ name, meshId, synonyms, broader }): CuratedTopic => {
    const broaderKey = broader === null ? null : keyOf.get(foldName(broader));
    if (broaderKey === undefined)
      throw badSource(
        `${file}, topic "${name}": the broader topic "${broader}" is not in the list; expected the name of one that is.`,
      );
    return { key: topicKey({ name, meshId }), name, meshId, synonyms, broaderKeys: broaderKey === null ? [] : [broaderKey] };
  });
  refuseCycles(new Map(topics.map((topic) => [topic.key, topic])), file);
  return topics;
}

export interface TopicMatch {
  topicKey: string;
  /** The words of the text that matched first, as they stand there. */
  matchedText: string;
}

/** The words of a text, folded and in the singular, with their places in the text. */
interface Tokens {
  words: string[];
  starts: number[];
  ends: number[];
}

const RUN = /[\p{L}\p{N}\p{M}]+(?:['’ʼ`´][\p{L}\p{N}\p{M}]+)*/uy;
/** Letters and digits of ASCII, by their code. */
const IS_PLAIN = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0));
const isPlain = (code: number): boolean => code < 128 && IS_PLAIN[code] === 1;

function endByExpression(text: string, start: number): number {
  RUN.lastIndex = start;
  return RUN.test(text) ? RUN.lastIndex : start;
}

/** Where the run of letters and digits that begins here ends; here, where none begins. Without Unicode's tables where all is ASCII, as most is. */
function endOfRun(text: string, start: number): number {
  for (let end = start; ; end++) {
    while (isPlain(text.charCodeAt(end))) end++;
    const code = text.charCodeAt(end);
    if (code > 127) return endByExpression(text, start);
    const isJoint = end > start && (code === 0x27 || code === 0x60);
    const next = isJoint ? text.charCodeAt(end + 1) : 0;
    if (next > 127) return endByExpression(text, start);
    if (!isJoint || !isPlain(next)) return end;
  }
}

/** Words of runs seen before: a language has some ten thousand, a library millions of occurrences. */
const KNOWN_RUNS = 50_000;
const known = new Map<string, readonly string[]>();

function wordsOfRun(run: string): readonly string[] {
  let found = known.get(run);
  if (found === undefined) {
    // A copy: a part of a text would keep the whole of it in memory.
    const copy = JSON.parse(JSON.stringify(run)) as string;
    found = words(copy).map(singular);
    if (known.size >= KNOWN_RUNS) known.clear();
    known.set(copy, found);
  }
  return found;
}

function tokens(text: string): Tokens {
  const found: Tokens = { words: [], starts: [], ends: [] };
  for (let start = 0; start < text.length;) {
    const end = endOfRun(text, start);
    if (end === start) {
      start += 1;
      continue;
    }
    for (const word of wordsOfRun(text.slice(start, end))) {
      found.words.push(word);
      found.starts.push(start);
      found.ends.push(end);
    }
    start = end;
  }
  return found;
}

/** Finds topics of the vocabulary in texts: whole words, in order, side by side within one text. */
export type TopicMatcher = (title: string | null, abstract: readonly string[]) => TopicMatch[];

interface Sequence {
  sequence: string[];
  topicKey: string;
}
const NONE: readonly Sequence[] = [];

/**
 * Builds the matcher of a vocabulary. Names, synonyms and their plurals match; case, accents and hyphens do
 * not matter; parts of words never match. Every topic that occurs is given once, in the order of the vocabulary.
 */
export function topicMatcher(vocabulary: Vocabulary): TopicMatcher {
  const byFirstWord = new Map<string, Sequence[]>();
  for (const topic of vocabulary)
    for (const sequence of [topic.name, ...topic.synonyms].map((term) => words(term).map(singular)))
      byFirstWord.set(sequence[0]!, [...(byFirstWord.get(sequence[0]!) ?? []), { sequence, topicKey: topic.key }]);

  return (title, abstract) => {
    const found = new Map<string, string>();
    for (const text of [title ?? '', ...abstract]) {
      const { words: list, starts, ends } = tokens(text);
      for (let at = 0; at < list.length; at++)
        for (const { sequence, topicKey: key } of byFirstWord.get(list[at]!) ?? NONE)
          if (!found.has(key) && sequence.every((part, i) => list[at + i] === part))
            found.set(key, text.slice(starts[at], ends[at + sequence.length - 1]));
    }
    return vocabulary.flatMap(({ key }) => (found.has(key) ? [{ topicKey: key, matchedText: found.get(key)! }] : []));
  };
}
