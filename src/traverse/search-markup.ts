/** Text in the formats of a report: what stands in titles and identifiers must never become markup. */

/** Control characters, which XML does not take, and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
export const fit = (text: string): string => text.toWellFormed().replace(UNFIT, '\uFFFD');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For HTML and SVG, between tags and in attributes. */
export const escapeXml = (text: string): string => fit(text).replace(/[&<>"']/g, (c) => ENTITIES[c]!);

/** For one line of Markdown (GitHub's), also in a table. */
export const escapeMarkdown = (text: string): string =>
  fit(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[&<>]/g, (c) => ENTITIES[c]!)
    .replace(/[\\`*_[\]|~$]|:(?=\/\/)/g, '\\$&');

/** For a paragraph: one that begins like a list or a heading is none. */
export const markdownParagraph = (text: string): string => escapeMarkdown(text).replace(/^[-+=#]|(?<=^\d{1,9})[.)](?= )/, '\\$&');
