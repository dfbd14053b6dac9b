import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/root.js';
import type { Answer } from './services.js';

/** The folder of real records that is handed to developers, beside the repository or further up; null where it is not there. */
export function sharedData(): string | null {
  for (let folder = PACKAGE_ROOT; folder !== dirname(folder); folder = dirname(folder)) {
    const data = join(folder, 'shared', 'data');
    if (existsSync(data)) return data;
  }
  return null;
}

const json = (folder: string, ...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as unknown;

/**
 * Real answers of the services, by the calls that they answer: single works as they were saved, and PubMed's articles
 * word for word in the envelope of efetch.
 */
export function recordedAnswers(folder: string): (address: string) => Answer | null {
  const xml = readFileSync(join(folder, 'pubmed-xml', 'nlm-sample-2019', 'pubmedsample2019-a.xml'), 'utf8');
  const articles = new Map(
    [...xml.matchAll(/<PubmedArticle>[\s\S]*?<\/PubmedArticle>/g)].map(([text]) => [/<PMID[^>]*>(\d+)</.exec(text)![1]!, text]),
  );
  const crossref = json(folder, 'crossref', 'fatcat', 'crossref_api_works.json') as { message: { items: { DOI: string }[] } };
  const openalex = json(folder, 'openalex', 'b-vitamins', 'W2741809807.json');
  return (address) => {
    const url = new URL(address, 'http://stand-in');
    if (url.pathname.endsWith('/efetch.fcgi')) {
      const found = url.searchParams.get('id')!.split(',').flatMap((pmid) => articles.get(pmid) ?? []); // prettier-ignore
      return { status: 200, body: `<?xml version="1.0"?>\n<PubmedArticleSet>\n${found.join('\n')}\n</PubmedArticleSet>` };
    }
    const path = decodeURIComponent(url.pathname).toLowerCase();
    const work = crossref.message.items.find(({ DOI }) => path === `/crossref/works/${DOI.toLowerCase()}`);
    if (work !== undefined) return { status: 200, body: { ...crossref, 'message-type': 'work', message: work } };
    return path === '/openalex/works/w2741809807' ? { status: 200, body: openalex } : null;
  };
}
