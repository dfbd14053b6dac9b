import { badSource, type CodedError } from '../errors.js';

/** One line of a source file, with its number from 1, so that a refusal can name it. */
export interface SourceLine {
  file: string;
  number: number;
  text: string;
}

/** The error for a line that cannot be read: what is wrong with it and what is expected. */
export function refusal(line: SourceLine, reason: string): CodedError {
  return badSource(`${line.file}, line ${line.number}: ${reason}`);
}

/** Shortens what a message quotes of a line. */
export function quoted(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`;
}

/**
 * Lines of a text file in NFC, white space collapsed and trimmed; takes a byte order mark and the line ends
 * of Windows and old Macs. Throws BAD_SOURCE for control characters: the file is then no text.
 */
export function readLines(text: string, file: string): SourceLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => {
      const line = { file, number: index + 1, text: raw.normalize('NFC').replace(/\s+/g, ' ').trim() };
      if (/\p{Cc}/u.test(line.text)) throw refusal(line, 'the line has a control character; expected plain text in UTF-8.');
      return line;
    });
}

/** Several lines read as one; it has the number of the first. */
export function joinLines(lines: readonly SourceLine[]): SourceLine {
  return { ...lines[0]!, text: lines.map((line) => line.text).join(' ') };
}

/** Lines between blank ones, joined: the source may have wrapped them. */
export function paragraphs(lines: readonly SourceLine[]): SourceLine[] {
  const found: SourceLine[][] = [];
  lines.forEach((line, index) => {
    if (line.text === '') return;
    if (index === 0 || lines[index - 1]!.text === '') found.push([]);
    found.at(-1)!.push(line);
  });
  return found.map(joinLines);
}
