import { article } from './article.js';
import { author } from './author.js';
import { facets } from './facets.js';
import { list } from './list.js';
import { nested } from './nested.js';
import { parents } from './parents.js';
import { search } from './search.js';
import type { Shape } from './shape.js';
import { subgraph } from './subgraph.js';

/** In the order in which they are measured and shown. */
export const SHAPES = [article, list, search, nested, parents, author, subgraph, facets] as unknown as readonly Shape[];
