import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { badSetting } from '../errors.js';
import type { ServiceRequest } from './source.js';

/** What is kept beside an answer. Nothing here tells who asked. */
export interface AnswerFacts {
  url: string;
  /** What was sent with it, where that was something. */
  body?: string;
  status: number;
  contentType: string;
  /** When the answer came, ISO 8601, UTC. */
  fetchedAt: string;
  bytes: number;
  sha256: string;
  /** The service said that there is nothing. */
  isNone: boolean;
}

export interface KeptAnswer extends AnswerFacts {
  /** Names the answer within its source. */
  name: string;
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Name of the answer to a request: the same request has the same one, whoever asks. */
export const answerName = ({ url, body }: ServiceRequest): string => sha256(`${url}\n${body ?? ''}`).slice(0, 40);

/**
 * Answers as they came, one folder for each source: `ab/abcd….body` is the answer, byte for byte, and
 * `ab/abcd….json` says what was asked, when, and what came. An answer is there when both are, and fit each other.
 */
export class AnswerCache {
  constructor(private readonly folder: string) {}

  /** The answer to a request, null where there is none or the file was harmed. */
  async get(source: string, request: ServiceRequest): Promise<KeptAnswer | null> {
    return this.named(source, answerName(request));
  }

  async named(source: string, name: string): Promise<KeptAnswer | null> {
    const path = this.path(source, name);
    try {
      const facts = JSON.parse(await readFile(`${path}.json`, 'utf8')) as AnswerFacts;
      if (sha256(await readFile(`${path}.body`)) !== facts.sha256) return null;
      return { ...facts, name };
    } catch {
      // Not there, or cut off in the middle: it is asked again.
      return null;
    }
  }

  read(source: string, name: string): Promise<Buffer> {
    return readFile(`${this.path(source, name)}.body`);
  }

  /** Keeps an answer; one that was there before is replaced. The body is there before what names it. */
  async put(
    source: string,
    request: ServiceRequest,
    body: Uint8Array,
    facts: Pick<AnswerFacts, 'status' | 'contentType' | 'fetchedAt' | 'isNone'>,
  ): Promise<KeptAnswer> {
    const name = answerName(request);
    const { url, body: sent } = request;
    const all: AnswerFacts = {
      url,
      ...(sent === undefined ? {} : { body: sent }),
      ...facts,
      bytes: body.length,
      sha256: sha256(body),
    };
    await this.writeWhole(`${this.path(source, name)}.body`, body);
    await this.writeWhole(`${this.path(source, name)}.json`, `${JSON.stringify(all, null, 2)}\n`);
    return { ...all, name };
  }

  async drop(source: string, name: string): Promise<void> {
    await rm(`${this.path(source, name)}.json`, { force: true });
  }

  private path(source: string, name: string): string {
    return join(this.folder, source, name.slice(0, 2), name);
  }

  /** Under another name first: a file with the right name is whole. */
  private async writeWhole(path: string, content: Uint8Array | string): Promise<void> {
    const part = `${path}.${randomBytes(4).toString('hex')}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(part, content);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      throw badSetting(
        `HARVEST_CACHE is "${this.folder}", in which answers cannot be kept (${code}); name a folder that may be written to.`,
      );
    }
  }
}
