import { badInput, badSource } from '../errors.js';
import { bibtex } from './bibtex.js';
import { crossref } from './crossref.js';
import { cslJson } from './csl-json.js';
import { elink } from './elink.js';
import { endnoteXml } from './endnote-xml.js';
import { europePmc } from './europe-pmc.js';
import type { ImportFormat } from './format.js';
import { headLooks } from './head-looks.js';
import { icite } from './icite.js';
import { identifiers } from './identifiers.js';
import type { TextInput } from './input.js';
import { jats } from './jats.js';
import { meshXml } from './mesh-xml.js';
import { nbib } from './nbib.js';
import { nlmCatalog } from './nlm-catalog.js';
import { openalex } from './openalex.js';
import { opencitations } from './opencitations.js';
import { HEAD_LENGTH, peek } from './peek.js';
import { pubmedPage } from './pubmed-page-format.js';
import { pubmedXml } from './pubmed-xml.js';
import { ris } from './ris.js';
import { semanticScholar } from './semantic-scholar.js';

/** Every format that can be imported. A new one is one file and one line here. */
export const FORMATS: readonly ImportFormat[] = [
  pubmedXml,
  nbib,
  ris,
  bibtex,
  endnoteXml,
  jats,
  openalex,
  europePmc,
  crossref,
  semanticScholar,
  opencitations,
  icite,
  elink,
  cslJson,
  identifiers,
  meshXml,
  nlmCatalog,
  pubmedPage,
];

const formatList = (): string => FORMATS.map(({ id }) => id).join(', ');

/** The format of that name, as in `--format ris`. */
export function formatById(id: string): ImportFormat {
  const format = FORMATS.find((one) => one.id === id.trim().toLowerCase());
  if (!format) throw badInput(`There is no format "${id.slice(0, 60)}". Formats: ${formatList()}.`);
  return format;
}

/** From here on the content leaves no doubt, and a file name that says otherwise is wrong. */
const CERTAIN = 0.9;
/** The ending of any text: it claims no format, nor does it rule one out. */
const ANY_TEXT = '.txt';
/** Documents that are broken, not empty, when nothing is in them. */
const NEVER_EMPTY = /\.(?:json|xml|nxml|csv)$/i;

function extensionOf(fileName: string): string {
  return /\.[a-z0-9]+$/i.exec(fileName.replace(/\.gz$/i, ''))?.[0].toLowerCase() ?? '';
}

/** What an empty file is: nothing to import, unless its kind cannot be empty. */
function formatOfEmpty(fileName: string, extension: string, named: ImportFormat[]): ImportFormat {
  if (NEVER_EMPTY.test(extension))
    throw badSource(`${fileName}: the file is empty, which no ${extension.slice(1).toUpperCase()} file may be.`);
  if (named[0] === undefined) throw badSource(`${fileName}: the file is empty, and its name does not say what it should be.`);
  return named[0];
}

/**
 * The format of a file by the beginning of its text (up to `HEAD_LENGTH` characters) and its name. The content
 * counts first; the ending of the name decides between formats that are equally sure, and for an empty file.
 * Throws `badSource` where no format is found, or where the name claims another one than the content surely is.
 */
export function recogniseFormat(head: string, fileName: string): ImportFormat {
  const extension = extensionOf(fileName);
  const named = FORMATS.filter(({ extensions }) => extensions.includes(extension));
  if (head.trim() === '') {
    if (head.length < HEAD_LENGTH) return formatOfEmpty(fileName, extension, named);
    throw badSource(`${fileName}: the first ${HEAD_LENGTH} characters are blank; such a file is not read.`);
  }
  const scores = FORMATS.map((format) => ({ format, sure: format.recognise(head), isNamed: named.includes(format) }));
  const best = scores.reduce((a, b) => (b.sure > a.sure || (b.sure === a.sure && b.isNamed && !a.isNamed) ? b : a));
  if (best.sure === 0) {
    throw badSource(
      `${fileName}: the format is not known. The file looks like ${headLooks(head)}. ` +
        `Formats: ${formatList()}; name one of them (--format NAME, ?format=NAME of an upload) to have it read as such all the same.`,
    );
  }
  if (best.sure >= CERTAIN && !best.isNamed && named.length > 0 && extension !== ANY_TEXT) {
    throw badSource(
      `${fileName}: the name ends in ${extension}, which is ${named.map(({ label }) => label).join(' or ')}, but the content is ` +
        `${best.format.label}. Rename the file, or name the format (--format ${best.format.id}, ?format=${best.format.id} of an upload).`,
    );
  }
  return best.format;
}

/** The format that was asked for, or that the text is in; the returned input is the whole text. */
export async function detectFormat(input: TextInput, formatId?: string): Promise<{ format: ImportFormat; input: TextInput }> {
  if (formatId !== undefined) return { format: formatById(formatId), input };
  const { head, input: whole } = await peek(input);
  return { format: recogniseFormat(head, input.name), input: whole };
}
