import { plainWords } from './countries.js';

/**
 * Parts of countries that tell the country where its name is left out. Only what leaves no doubt is here: a two-letter code
 * of a state means other things as well (CA, DE, IN, PA in Brazil, MI in Milan), and tells only together with a ZIP code that
 * the state has, unless nobody else uses it.
 */

/** States of the USA: code, name, first three digits of their ZIP codes. */
const STATES = `
AL|Alabama|350-369
AK|Alaska|995-999
AZ|Arizona|850-865
AR|Arkansas|716-729
CA|California|900-961
CO|Colorado|800-816
CT|Connecticut|060-069
DE|Delaware|197-199
DC|District of Columbia|200-205
FL|Florida|320-349
GA|Georgia|300-319 398-399
HI|Hawaii|967-968
ID|Idaho|832-838
IL|Illinois|600-629
IN|Indiana|460-479
IA|Iowa|500-528
KS|Kansas|660-679
KY|Kentucky|400-427
LA|Louisiana|700-714
ME|Maine|039-049
MD|Maryland|206-219
MA|Massachusetts|010-027
MI|Michigan|480-499
MN|Minnesota|550-567
MS|Mississippi|386-397
MO|Missouri|630-658
MT|Montana|590-599
NE|Nebraska|680-693
NV|Nevada|889-898
NH|New Hampshire|030-038
NJ|New Jersey|070-089
NM|New Mexico|870-884
NY|New York|100-149
NC|North Carolina|270-289
ND|North Dakota|580-588
OH|Ohio|430-459
OK|Oklahoma|730-749
OR|Oregon|970-979
PA|Pennsylvania|150-196
RI|Rhode Island|028-029
SC|South Carolina|290-299
SD|South Dakota|570-577
TN|Tennessee|370-385
TX|Texas|750-799
UT|Utah|840-847
VT|Vermont|050-059
VA|Virginia|201-201 220-246
WA|Washington|980-994
WV|West Virginia|247-268
WI|Wisconsin|530-549
WY|Wyoming|820-831
`;

interface State {
  ranges: [number, number][];
}

const BY_CODE = new Map<string, State>();
const BY_NAME = new Map<string, State>();
for (const line of STATES.trim().split('\n')) {
  const [code, name, zips] = line.split('|') as [string, string, string];
  const ranges = zips.split(' ').map((range) => range.split('-').map(Number) as [number, number]);
  BY_CODE.set(code.toLowerCase(), { ranges });
  BY_NAME.set(name.toLowerCase(), { ranges });
}
BY_NAME.set('washington dc', BY_CODE.get('dc')!);

/** Codes of states that are neither a country's nor those of a state, province or canton elsewhere, and old short forms of names. */
const OWN =
  /^(?:N\.?Y\.?|N\.?J\.?|D\.?C\.?|TX|FL|OH|WI|NH|WV|OK|KS|IA|NV|WY|ND|NM|HI|(?:Mass|Calif|Conn|Mich|Minn|Tenn|Wisc|Penna)\.?)$/;

/** Whether a ZIP code is one of that state, given by its code or its name in plain words. */
export function isZipOf(state: string, zip: string): boolean {
  const known = BY_CODE.get(state) ?? BY_NAME.get(state);
  const start = Number(zip.slice(0, 3));
  return known?.ranges.some(([from, to]) => start >= from && start <= to) ?? false;
}

const PROVINCES: Readonly<Record<string, string>> = Object.fromEntries([
  ...'alberta|british columbia|manitoba|new brunswick|newfoundland|newfoundland and labrador|nova scotia|ontario|prince edward island|quebec|saskatchewan|qc|province of quebec'
    .split('|')
    .map((name) => [name, 'CA'] as const),
  ...'new south wales|nsw|queensland|tasmania|western australia|south australia|australian capital territory'
    .split('|')
    .map((name) => [name, 'AU'] as const),
]);

/** The country of the state or province that the whole text names; null where another country has one of that name. */
export function countryOfRegion(text: string): string | null {
  const name = plainWords(text);
  if (name === 'georgia') return null;
  return BY_NAME.has(name) || OWN.test(text.trim()) ? 'US' : (PROVINCES[name] ?? null);
}

const CROWN: Readonly<Record<string, string>> = { je: 'JE', gy: 'GG', im: 'IM' };

/** The country of a postal code whose form no other country has: British, Canadian, or with a code of the country before it. */
export function countryOfPostcode(text: string): string | null {
  const code = text.trim();
  const british = /(?:^|\s)([a-z]{1,2})\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}$/i.exec(code);
  if (british && /^[A-Z\d\s]+$/.test(british[0])) return CROWN[british[1]!.toLowerCase()] ?? 'GB';
  if (/(?:^|\s)[abceghj-nprstvxy]\d[a-z][\s-]?\d[a-z]\d$/i.test(code)) return 'CA';
  const state = /(?:^|\s)(NSW|QLD|VIC|TAS|ACT)\s\d{4}$/i.exec(code);
  if (state) return 'AU';
  const prefix = /^([A-Z]{1,3})-\s?(\d{3,5})(?:\s\d\d|\s?[A-Z]{2})?\s+\p{Lu}\p{L}/u.exec(code);
  const known = prefix ? PREFIXES[prefix[1]!] : undefined;
  return known !== undefined && prefix![2]!.length === known.digits ? known.country : null;
}

/** What Europeans write before a postal code with a hyphen, and how many digits follow. */
const PREFIXES: Readonly<Record<string, { country: string; digits: number }>> = Object.fromEntries(
  'NL NL 4|CH CH 4|DK DK 4|SE SE 3|S SE 3|NO NO 4|N NO 4|FI FI 5|FIN FI 5|BE BE 4|B BE 4|AT AT 4|A AT 4|HU HU 4|H HU 4|PT PT 4|P PT 4|ES ES 5|E ES 5|IT IT 5|I IT 5|FR FR 5|F FR 5|D DE 5'
    .split('|')
    .map((line) => line.split(' ') as [string, string, string])
    .map(([prefix, country, digits]) => [prefix, { country, digits: Number(digits) }]),
);
