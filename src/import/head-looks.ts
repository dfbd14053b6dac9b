/** What files look like that people import by mistake, and what to do instead. */
const LOOKS: readonly [RegExp, string][] = [
  [/^\s*(?:<!doctype html|<html|<head|<body)/i, 'an HTML page: a page of a site or an error of a service, not an export'],
  [/^%PDF-/, 'a PDF; export the references from the reference manager or the database'],
  [/^\{\\rtf/, 'a Word or RTF document; export as RIS or BibTeX'],
  [/^(?:\ufeff)?(?:FN|VR|PT [JBSP]$)/m, 'plain text of Web of Science; export as RIS or BibTeX'],
  [/^%[0A-Z] \S/m, 'a tagged EndNote file (.enw); export as RIS or EndNote XML'],
  [/^RT [A-Z][a-z]/m, 'a tagged RefWorks file; export as RIS'],
  [
    /^\s*1[.:] \S[\s\S]{0,20000}?\bPMID: \d/,
    'a summary or abstracts of PubMed as plain text; save the search in the format PubMed (or PMID, CSV)',
  ],
  [/^(?:[^\0]\0){8}|^(?:\0[^\0]){8}/, 'text in UTF-16; save it as UTF-8'],
  [/^[\s\S]{257}ustar/, 'a tar archive; unpack it and import the folder'],
  [/^(?:SQLite format 3|\ufffdPNG|\ufffd{4})/, 'a database or a picture'],
];

/** What the beginning of a file looks like, in words for a message. */
export function headLooks(head: string): string {
  for (const [pattern, words] of LOOKS) if (pattern.test(head)) return words;
  // eslint-disable-next-line no-control-regex
  const odd = (head.slice(0, 4096).match(/[\0-\x08\x0e-\x1f\ufffd]/g) ?? []).length;
  if (odd > 8) return 'binary data';
  const root = /^\s*(?:<[?!][^>]{0,500}>\s*){0,20}<([\p{L}_:][\w:.-]{0,59})/u.exec(head)?.[1];
  if (root !== undefined) return `XML with the root element <${root}>, which no format has`;
  if (/^\s*<(?:\?xml|!DOCTYPE)\b/.test(head)) return 'XML that has no element near its beginning';
  const keys = [...head.slice(0, 2000).matchAll(/"([^"\\]{1,40})"\s*:/g)].slice(0, 5).map((match) => `"${match[1]}"`);
  if (/^\s*[[{]/.test(head))
    return keys.length === 0 ? 'JSON without any record' : `JSON with the keys ${keys.join(', ')}, which are those of no format`;
  const line = /\S[^\n\r]*/.exec(head)?.[0] ?? '';
  return `text that begins with ${JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line)}`;
}
