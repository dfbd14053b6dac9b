import { NO_DETAILS, type ArticleDetails } from '../records.js';

/** How engines store the details of an article: one JSON text with the parts that are not empty. */

const PARTS = Object.keys(NO_DETAILS) as (keyof ArticleDetails)[];

function isEmpty(part: ArticleDetails[keyof ArticleDetails]): boolean {
  return part === null || (Array.isArray(part) && part.length === 0);
}

/** Null where the details are no other than `NO_DETAILS`: nothing is stored then. */
export function packDetails(details: ArticleDetails): string | null {
  const parts = PARTS.filter((name) => !isEmpty(details[name]));
  return parts.length === 0 ? null : JSON.stringify(Object.fromEntries(parts.map((name) => [name, details[name]])));
}

/** Copies, for whoever asks may change what they get. */
export function unpackDetails(text: string | null): ArticleDetails {
  return { ...structuredClone(NO_DETAILS), ...(text === null ? null : (JSON.parse(text) as Partial<ArticleDetails>)) };
}
