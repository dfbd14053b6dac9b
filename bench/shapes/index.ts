import { article } from './article.js';
import { nested } from './nested.js';
import type { Shape } from './shape.js';

/** In the order in which they are measured and shown. */
export const SHAPES = [article, nested] as unknown as readonly Shape[];
