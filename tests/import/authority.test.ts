import { describe, expect, test } from '@jest/globals';
import { meshXml } from '../../src/import/mesh-xml.js';
import { nlmCatalog } from '../../src/import/nlm-catalog.js';
import { readText, refusalsOf, warningsOf } from './text-input.js';
import type { ReadItem } from '../../src/import/format.js';

const journals = (items: ReadItem[]) => items.flatMap((item) => (item.kind === 'journal' ? [item.journal] : []));
const descriptors = (items: ReadItem[]) => items.flatMap((item) => (item.kind === 'descriptor' ? [item.descriptor] : []));

describe('MeSH descriptors', () => {
  const term = (text: string): string => `<Term IsPermutedTermYN="N"><TermUI>T1</TermUI><String>${text}</String></Term>`;
  const record = (ui: string, name: string, rest: string): string =>
    `<DescriptorRecord DescriptorClass="1"><DescriptorUI>${ui}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName>${rest}</DescriptorRecord>`;
  const mentors = record(
    'D008569',
    'Mentors',
    '<SeeRelatedList><SeeRelatedDescriptor><DescriptorReferredTo><DescriptorUI>D000001</DescriptorUI></DescriptorReferredTo></SeeRelatedDescriptor></SeeRelatedList>' +
      '<TreeNumberList><TreeNumber>M01.395</TreeNumber><TreeNumber>M01.526.485.810</TreeNumber><TreeNumber>nonsense</TreeNumber></TreeNumberList><ConceptList>' +
      `<Concept PreferredConceptYN="N"><TermList>${term('Mentorship')}</TermList></Concept>` +
      `<Concept PreferredConceptYN="Y"><ScopeNote>Senior professionals.\n</ScopeNote><TermList>${term('Mentors')}${term('Mentor')}${term('Mentor')}</TermList></Concept></ConceptList>`,
  );

  test('name, entry terms, places in the hierarchy, scope note', async () => {
    const items = await readText(
      meshXml,
      `<DescriptorRecordSet LanguageCode="eng">${mentors}${record('D008297', 'Male', '')}</DescriptorRecordSet>`,
    );
    expect(descriptors(items)).toEqual([
      {
        id: 'D008569', name: 'Mentors', entryTerms: ['Mentorship', 'Mentor'], treeNumbers: ['M01.395', 'M01.526.485.810'],
        scopeNote: 'Senior professionals.',
      },
      { id: 'D008297', name: 'Male', entryTerms: [], treeNumbers: [], scopeNote: null },
    ]); // prettier-ignore
    expect(warningsOf(items)).toEqual(['"nonsense" is no tree number of MeSH; it is left out']);
  });

  test.each([
    ['https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20260101.dtd', '2026-01-01'],
    ['desc2015.dtd', '2015-01-01'],
    ['other.dtd', undefined],
  ])('the day of the list is that of its DTD: %s', async (dtd, listOf) => {
    const head = `<?xml version="1.0"?>\n<!DOCTYPE DescriptorRecordSet SYSTEM "${dtd}">\n`;
    const items = await readText(meshXml, `${head}<DescriptorRecordSet>${record('D008297', 'Male', '')}</DescriptorRecordSet>`);
    expect(descriptors(items).map((one) => one.listOf)).toEqual([listOf]);
  });

  test('refuses one without identifier or name, or with broken text', async () => {
    const bad = record('X1', 'A', '') + record('D000001', '', '') + record('D000002', 'B\ufffd', '') + record('D000003', 'C', '');
    const items = await readText(meshXml, `<DescriptorRecordSet>${bad}</DescriptorRecordSet>`);
    expect(descriptors(items).map(({ id }) => id)).toEqual(['D000003']);
    expect(refusalsOf(items)).toEqual([
      'line 1, record 1: "X1" is no identifier of MeSH',
      'line 1, record 2: the descriptor D000001 has no name',
      'line 1, record 3: the field name holds bytes that are no UTF-8: "B\ufffd"',
    ]);
    expect(meshXml.recognise('<DescriptorRecordSet LanguageCode = "eng">')).toBe(1);
  });
});

describe('NLM Catalog', () => {
  test('the older list of journals', async () => {
    const serial =
      '<Serial><NlmUniqueID>0012345</NlmUniqueID><Title>Made up education.</Title><MedlineTA>Made Up Educ</MedlineTA><ISSN IssnType="Print">0028-0836</ISSN>' +
      '<ISSN IssnType="Electronic">1472-6920</ISSN><ISSN IssnType="Print" ValidYN="N">9999-9999</ISSN><ISSNLinking>0028-0836</ISSNLinking><ISOAbbreviation>Made Up Educ.</ISOAbbreviation>' +
      '<CrossReferenceList><CrossReference XrType="X"><XrTitle>Made up education (Town)</XrTitle></CrossReference><CrossReference XrType="A"><XrTitle>Made up education.</XrTitle></CrossReference></CrossReferenceList></Serial>';
    const items = await readText(nlmCatalog, `<SerialsSet>${serial}<Serial><NlmUniqueID>1</NlmUniqueID></Serial></SerialsSet>`);
    expect(journals(items)).toEqual([
      {
        title: 'Made up education', abbreviation: 'Made Up Educ', nlmId: '0012345', otherNames: ['Made up education (Town)'],
        issns: [{ value: '0028-0836', type: 'PRINT' }, { value: '1472-6920', type: 'ELECTRONIC' }, { value: '0028-0836', type: 'LINKING' }],
      },
    ]); // prettier-ignore
    expect(refusalsOf(items)).toEqual(['line 1, record 2: the journal has no title']);
  });

  test('records of efetch', async () => {
    const xml =
      '<NLMCatalogRecordSet><NLMCatalogRecord Owner="NLM"><NlmUniqueID>101088679</NlmUniqueID><TitleMain><Title Sort="N">BMC made up education.</Title></TitleMain>' +
      '<MedlineTA>BMC Made Up Educ</MedlineTA><TitleAlternate Owner="NLM" TitleType="Other"><Title>BioMed Central made up education</Title></TitleAlternate>' +
      '<ISSN ValidYN="Y" IssnType="Electronic">1472-6920</ISSN><ISSNLinking>1472-6920</ISSNLinking></NLMCatalogRecord></NLMCatalogRecordSet>';
    expect(journals(await readText(nlmCatalog, xml))).toMatchObject([
      {
        title: 'BMC made up education',
        abbreviation: 'BMC Made Up Educ',
        nlmId: '101088679',
        otherNames: ['BioMed Central made up education'],
      },
    ]);
  });

  test('the text lists, with their blocks and lines', async () => {
    const rule = '-'.repeat(56);
    const block = (title: string): string =>
      `${rule}\nJrId: 1\nJournalTitle: ${title}\nMedAbbr: Made Up Educ\nISSN (Print): 0028-0836\nISSN (Online): \nIsoAbbr: Made Up Educ.\nNlmId: 0012345\n`;
    const items = await readText(
      nlmCatalog,
      `${block('Made up education: a journal')}${block('')}${rule}\nJrId: 3\nNlmId: 7\n${rule}\n`,
      'J_Medline.txt',
    );
    expect(journals(items)).toEqual([
      {
        title: 'Made up education: a journal',
        abbreviation: 'Made Up Educ',
        issns: [{ value: '0028-0836', type: 'PRINT' }],
        nlmId: '0012345',
        otherNames: [],
      },
      {
        title: null,
        abbreviation: 'Made Up Educ',
        issns: [{ value: '0028-0836', type: 'PRINT' }],
        nlmId: '0012345',
        otherNames: [],
      },
    ]);
    expect(refusalsOf(items)).toEqual(['line 18, record 3: the journal has no title']);
    expect(nlmCatalog.recognise(block('x'))).toBe(1);
  });
});
