import { crossrefWork, elinkAnswer, epmcEntry, epmcPlace, epmcResult, icitePub, inPubmed, openCitationsRow, openalexIds, openalexWork, pubmedSet, s2Paper } from './shapes.js'; // prettier-ignore
import { citedBy, citersOf, type World, type WorldWork } from './world.js';

export interface Answer {
  status: number;
  /** XML as text; all else becomes JSON. */
  body: unknown;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const missing = (body: unknown): Answer => ({ status: 404, body });

/** The answer of the service at a path to a call, as the real one would give it from this world. */
export function answerOf(world: World, address: string, sent: string): Answer {
  const url = new URL(address, 'http://stand-in');
  const [, service, ...rest] = url.pathname.split('/');
  const path = decodeURIComponent(rest.join('/'));
  switch (service) {
    case 'eutils':
      return eutils(world, path, url.searchParams);
    case 'icite':
      return ok({ meta: {}, data: world.works.filter(inPubmed).filter(({ ids }) => url.searchParams.get('pmids')!.split(',').includes(ids.pmid!)).map((work) => icitePub(world, work)) }); // prettier-ignore
    case 'epmc':
      return path === 'search' ? epmcSearch(world, url.searchParams) : epmcList(world, path, url.searchParams);
    case 'openalex':
      return openalex(world, path, url.searchParams);
    case 'crossref':
      return crossref(world, path, url.searchParams);
    case 'oc':
      return openCitations(world, path);
    case 's2':
      return semanticScholar(world, path, url.searchParams, sent);
    default:
      return missing({ error: 'no such service' });
  }
}

function eutils(world: World, path: string, query: URLSearchParams): Answer {
  if (path === 'elink.fcgi') return ok(elinkAnswer(world, query.getAll('id'), query.get('linkname')!));
  const pmids = query.get('id')!.split(',');
  return ok(
    pubmedSet(
      world,
      world.works.filter(({ ids }) => ids.pmid !== null && pmids.includes(ids.pmid)),
    ),
  );
}

function epmcSearch(world: World, query: URLSearchParams): Answer {
  const text = query.get('query')!;
  const has = ({ ids }: WorldWork): boolean =>
    (ids.pmid !== null && text.includes(`EXT_ID:${ids.pmid} `)) ||
    (ids.pmcid !== null && new RegExp(`PMCID:${ids.pmcid}\\b`).test(text)) ||
    (ids.doi !== null && text.includes(`DOI:"${ids.doi}"`));
  const result = world.works.filter((work) => epmcPlace(work) !== null && has(work)).map((work) => epmcResult(world, work));
  const isFirst = query.get('cursorMark') === '*';
  return ok({
    version: '6.9',
    hitCount: result.length,
    nextCursorMark: 'made-up-end',
    request: {},
    resultList: { result: isFirst ? result : [] },
  });
}

function epmcList(world: World, path: string, query: URLSearchParams): Answer {
  const [source, id, side] = path.split('/') as [string, string, 'citations' | 'references'];
  const work = world.works.find((one) => epmcPlace(one)?.id === id);
  const known = (one: WorldWork): boolean => side === 'references' || epmcPlace(one) !== null;
  const all = work === undefined ? [] : (side === 'citations' ? citersOf(world, work) : citedBy(world, work)).filter(known);
  const [page, size] = [Number(query.get('page')), Number(query.get('pageSize'))];
  const list = all.map((one, i) => epmcEntry(one, side, i)).slice((page - 1) * size, page * size);
  const request = { id, source, offSet: (page - 1) * size, pageSize: size };
  const name = side.slice(0, -1);
  return ok({ version: '6.9', hitCount: all.length, request, [`${name}List`]: { [name]: list } });
}

const VALUE: Record<string, (work: WorldWork) => string | null> = {
  pmid: ({ ids }) => ids.pmid, doi: ({ ids }) => ids.doi, openalex: ({ ids }) => ids.openalex,
}; // prettier-ignore

function openalex(world: World, path: string, query: URLSearchParams): Answer {
  const shape = (work: WorldWork): unknown => (query.has('select') ? openalexIds(work) : openalexWork(world, work));
  if (path !== 'works') {
    const name = path.replace(/^works\//, '');
    const [scheme, value] = name.includes(':')
      ? [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)]
      : ['openalex', name];
    const work = world.works.find((one) => VALUE[scheme]!(one) === value);
    return work === undefined ? missing({ error: 'Not Found' }) : ok(shape(work));
  }
  const filter = query.get('filter')!;
  const [name, values] = [filter.slice(0, filter.indexOf(':')), filter.slice(filter.indexOf(':') + 1).split('|')];
  const cited = world.works.find(({ ids }) => name === 'cites' && ids.openalex === values[0]);
  const all =
    cited !== undefined ? citersOf(world, cited) : world.works.filter((work) => values.includes(VALUE[name]?.(work) ?? ''));
  const size = Number(query.get('per_page'));
  const from = /^after-(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? '0';
  const results = all.slice(Number(from), Number(from) + size);
  const next = query.has('cursor') && results.length > 0 ? { next_cursor: `after-${Number(from) + results.length}` } : {};
  return ok({ meta: { count: all.length, page: null, per_page: size, ...next }, results: results.map(shape), group_by: [] });
}

function crossref(world: World, path: string, query: URLSearchParams): Answer {
  const inCrossref = world.works.filter(({ ids }) => ids.doi !== null);
  if (path !== 'works') {
    const work = inCrossref.find(({ ids }) => ids.doi === path.replace(/^works\//, ''));
    return work === undefined
      ? missing('Resource not found.')
      : ok({ status: 'ok', 'message-type': 'work', message: crossrefWork(world, work) });
  }
  const dois = query.get('filter')!.split(',').map((value) => value.replace(/^doi:/, '')); // prettier-ignore
  const items = inCrossref.filter(({ ids }) => dois.includes(ids.doi!)).map((work) => crossrefWork(world, work));
  return ok({
    status: 'ok',
    'message-type': 'work-list',
    message: { 'total-results': items.length, items, 'items-per-page': 40 },
  });
}

function openCitations(world: World, path: string): Answer {
  const [side, ...rest] = path.split('/');
  const id = rest.join('/');
  const work = world.works.find(({ ids }) => [`doi:${ids.doi}`, `pmid:${ids.pmid}`, `omid:${ids.omid}`].includes(id));
  if (work === undefined) return ok([]);
  return ok(
    side === 'citations'
      ? citersOf(world, work).map((one) => openCitationsRow(one, work))
      : citedBy(world, work).map((one) => openCitationsRow(work, one)),
  );
}

function semanticScholar(world: World, path: string, query: URLSearchParams, sent: string): Answer {
  const find = (name: string): WorldWork | undefined =>
    world.works.find(({ ids }) => [`PMID:${ids.pmid}`, `DOI:${ids.doi}`, ids.s2].includes(name));
  if (path === 'paper/batch') {
    const works = (JSON.parse(sent) as { ids: string[] }).ids.map(find);
    return ok(works.map((work) => (work === undefined ? null : s2Paper(work))));
  }
  const [, name, side] = /^paper\/(.+)\/(references|citations)$/.exec(path)!;
  const work = find(name!);
  if (work === undefined) return missing({ error: `Paper with id ${name} not found` });
  const all = side === 'citations' ? citersOf(world, work) : citedBy(world, work);
  const [offset, limit] = [Number(query.get('offset')), Number(query.get('limit'))];
  const data = all.slice(offset, offset + limit).map((one) => ({
    isInfluential: false,
    contexts: [],
    intents: [],
    [side === 'citations' ? 'citingPaper' : 'citedPaper']: s2Paper(one),
  }));
  return ok({ offset, ...(offset + limit < all.length ? { next: offset + limit } : {}), data });
}
