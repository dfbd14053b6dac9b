import { isObject } from '../import/json-fields.js';
import type { Ask } from './source.js';

/** What came back from one try. */
export interface Reply {
  status: number;
  contentType: string;
  text: string;
}

/** What a reply is: usable, nothing (as data), to be tried again, or of no use however often it is asked. */
export type Verdict =
  | { kind: 'GOOD'; /** The parsed answer; undefined for XML. */ json?: unknown }
  | { kind: 'NONE' }
  | { kind: 'AGAIN'; problem: string }
  | { kind: 'USELESS'; problem: string; /** The service lets us in for nothing else either. */ shutOut: boolean };

/** Beside all that are the server's own (5xx). */
const PASSING = new Set([408, 425, 429]);
const MAX_WORDS = 160;

/** The service's own words, where it has some: short, on one line. */
function wordsOf(text: string): string {
  const words = isHtml(text) ? '' : (errorOf(parse(text)?.value) ?? text).replace(/\s+/g, ' ').trim();
  return words === '' ? '' : `: ${words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words}`;
}

const isHtml = (text: string): boolean => /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text);

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** `{"code": 500, "message": "…"}` is as good as its message, and a list as good as what is in it. */
function saidIn(error: unknown): string {
  if (typeof error === 'string') return error;
  if (Array.isArray(error)) return error.map(saidIn).join('; ');
  return isObject(error) && typeof error['message'] === 'string' ? error['message'] : JSON.stringify(error);
}

/** An error that comes as an answer: `{"error": "…"}`, `{"status": "error", "message": "…"}`. */
function errorOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const isFailure = /^(?:failed|failure|error)$/i.test(String(value['status'] ?? ''));
  const error =
    value['error'] ?? value['errors'] ?? value['errMsg'] ?? (isFailure ? (value['message'] ?? value['status']) : null);
  if (error == null || error === false || saidIn(error) === '') return null;
  const message = value['message'];
  const words = saidIn(error);
  return typeof message === 'string' && message !== words ? `${words}: ${message}` : words;
}

/** Looks at what came back: the status, then whether it is what was asked for, and whole. */
export function judge({ status, text }: Reply, expects: 'JSON' | 'XML', ask: Pick<Ask, 'none' | 'problem'>): Verdict {
  if (ask.none !== undefined && status === 404) return { kind: 'NONE' };
  if (PASSING.has(status) || status >= 500)
    return { kind: 'AGAIN', problem: `it answered with status ${status}${wordsOf(text)}` };
  if (status < 200 || status > 299) {
    return {
      kind: 'USELESS',
      problem: `it refused the call with status ${status}${wordsOf(text)}`,
      shutOut: [401, 402, 403].includes(status),
    };
  }
  if (text.trim() === '') return { kind: 'AGAIN', problem: 'the answer is empty' };
  if (isHtml(text)) return { kind: 'AGAIN', problem: `the answer is an HTML page instead of ${expects}` };
  return expects === 'JSON' ? judgeJson(text, ask) : judgeXml(text);
}

function judgeJson(text: string, ask: Pick<Ask, 'problem'>): Verdict {
  const parsed = parse(text);
  if (parsed === null) {
    const isCut = /^\s*[[{]/.test(text);
    return {
      kind: 'AGAIN',
      problem: isCut ? `the answer is cut off or broken JSON (${text.length} characters)` : 'the answer is no JSON',
    };
  }
  // Its own words before ours, which only say what is missing.
  const error = errorOf(parsed.value);
  if (error !== null) return { kind: 'AGAIN', problem: `it says "${error.slice(0, MAX_WORDS)}"` };
  const problem = ask.problem?.(parsed.value) ?? null;
  return problem === null ? { kind: 'GOOD', json: parsed.value } : { kind: 'AGAIN', problem };
}

/** A whole document ends with its root element; what is inside it, its reader looks at. */
function judgeXml(text: string): Verdict {
  const begin =
    /^\s*(?:<\?[\s\S]{0,500}?\?>\s*|<!--[\s\S]{0,2000}?-->\s*|<!DOCTYPE[^>]{0,500}>\s*)*<([\w:.-]{1,80})(?:\s[^>]{0,500}?)?(\/)?>/i.exec(
      text,
    );
  if (begin === null) return { kind: 'AGAIN', problem: 'the answer is no XML' };
  const [whole, root, isEmpty] = begin;
  const end = text.slice(-2_000).trimEnd();
  if (!end.endsWith(`</${root}>`) && !(isEmpty !== undefined && text.trim() === whole.trim()))
    return { kind: 'AGAIN', problem: `the answer is cut off: <${root}> is not closed (${text.length} characters)` };
  const error = text.length < 5_000 ? /<ERROR>([\s\S]{0,300}?)<\/ERROR>/i.exec(text)?.[1] : undefined;
  return error === undefined ? { kind: 'GOOD' } : { kind: 'AGAIN', problem: `it says "${error.trim().slice(0, MAX_WORDS)}"` };
}
