import { describe, expect, test } from '@jest/globals';
import { placesOf } from '../../src/affiliation/affiliation.js';
import { countryCode, countryName, countryNamed } from '../../src/affiliation/countries.js';
import { normalName } from '../../src/affiliation/institution-name.js';

/** Checked by hand: the text, and what it says (`GB University of Leeds`; `--` where it does not say). */
const TOLD: readonly [text: string, ...places: string[]][] = [
  // Departments before institutions, addresses between, the country in many spellings.
  ['Department of Medical Education, University of Leeds, Leeds, UK.', 'GB University of Leeds'],
  ['Dept of Physiology, Univ. of Oslo, Oslo, Norway', 'NO University of Oslo'],
  ['Department of Medicine University of Leeds, Leeds, U.K.', 'GB University of Leeds'],
  ['The University of Aberdeen , Aberdeen AB25 2ZD, Scotland, United Kingdom', 'GB University of Aberdeen'],
  ['Cardiff University, Cardiff, Wales', 'GB Cardiff University'],
  ["Queen's University Belfast, Belfast, Northern Ireland", "GB Queen's University Belfast"],
  ['Imperial College London, London, England', 'GB Imperial College London'],
  ['Sun Yat-sen University, Guangzhou, P.R. China', 'CN Sun Yat-sen University'],
  [
    "School of Biomedical Engineering, Shanghai Jiao Tong University, Shanghai, People's Republic of China.",
    'CN Shanghai Jiao Tong University',
  ],
  ['Seoul National University, Seoul, Republic of Korea', 'KR Seoul National University'],
  ['College of Pharmacy, Chungnam National University, Taejeon 305-764, Korea.', 'KR Chungnam National University'],
  ['Kim Il Sung University, Pyongyang, DPR Korea', 'KP Kim Il Sung University'],
  [
    'Institut für Didaktik, Ludwig-Maximilians-Universität München, München, Deutschland',
    'DE Ludwig-Maximilians-Universität München',
  ],
  ['Facultad de Medicina de la Universidad de Chile, Santiago, Chile', 'CL Universidad de Chile'],
  ['Universidad Nacional Autónoma de México, Ciudad de México, México', 'MX Universidad Nacional Autónoma de México'],
  ['Institute of Biologic Sciences, Federal University of Para, Belém, PA, Brazil.', 'BR Federal University of Para'],
  ['Hôpitaux Universitaires de Genève, Genève, Suisse', 'CH Hôpitaux Universitaires de Genève'],
  [
    'Dipartimento di Scienze, Università degli Studi della Tuscia, 01100 Viterbo, Italy.',
    'IT Università degli Studi della Tuscia',
  ],
  ['Faculty of Biology, Vrije Universiteit, De Boelelaan 1087, NL-1081 HV Amsterdam, The Netherlands.', 'NL Vrije Universiteit'],
  ['東京大学, 東京, 日本', 'JP 東京大学'],
  // Where the country stands.
  ['Faculty of Medicine, University of Ankara, Sihhiye - 06100 Turkey.', 'TR University of Ankara'],
  ["Department of Anatomy, Queen's University, Kingston, Ontario, Canada, K7L 3N6.", "CA Queen's University"],
  ['Health Services Research Unit, The Polwarth Building, Aberdeen, UK, AB9 2ZD.', 'GB --'],
  ['Department of Biology, Waseda University, Shinjuku-ku, Tokyo 162-8480, Japan, and.', 'JP Waseda University'],
  ['Lund Sweden', 'SE --'],
  ['The Netherlands', 'NL --'],
  // States and postal codes that leave no doubt, and those that do.
  ['Indiana University School of Medicine, Indianapolis, IN 46202', 'US Indiana University'],
  ['Rutgers New Jersey Medical School, Newark, New Jersey', 'US Rutgers New Jersey Medical School'],
  ['Merck Sharp & Dohme Research Laboratories, West Point, Pennsylvania 19486.', 'US Merck Sharp & Dohme Research Laboratories'],
  ['Department of Medicine, University of Toronto, Toronto, ON M5G 2C4', 'CA University of Toronto'],
  ['McGill University, Montreal, Quebec', 'CA McGill University'],
  ['University of Sydney, NSW 2006', 'AU University of Sydney'],
  ["St George's Hospital, London SW17 0RE", "GB St George's Hospital"],
  ['Universidad de Santiago de Compostela, E-15782 Santiago', 'ES Universidad de Santiago de Compostela'],
  ['Massachusetts Institute of Technology, Cambridge, MA', '-- Massachusetts Institute of Technology'],
  ['Università di Milano, Milano, MI', '-- Università di Milano'],
  ['Istituto Bruno Kessler, Milano, MI 20122', '-- Istituto Bruno Kessler'],
  ['Institute of Applied Chemistry, Nanchang University, Nanchang, 330047.', '-- Nanchang University'],
  // Names that mislead.
  ['Department of Surgery, Emory University, Atlanta, Georgia.', 'US Emory University'],
  ['Tbilisi State Medical University, Tbilisi, Georgia', 'GE Tbilisi State Medical University'],
  ['Medical University, Georgia'],
  ['Georgia Southern University, Savannah, United States.', 'US Georgia Southern University'],
  ['General Hospital, St Helier, Jersey', 'JE General Hospital, St Helier'],
  ['American University of Beirut, Beirut, Lebanon', 'LB American University of Beirut'],
  ['Dartmouth Medical School, Lebanon, New Hampshire', 'US Dartmouth Medical School'],
  ['Dartmouth Medical School, Lebanon', 'US Dartmouth Medical School'],
  ['University of New Mexico, Albuquerque', '-- University of New Mexico'],
  ['University of New England, Armidale', '-- University of New England'],
  ['Niger Delta University, Wilberforce Island, Nigeria', 'NG Niger Delta University'],
  ['University of Kinshasa, Congo', '-- University of Kinshasa'],
  ['Universidad de Granada, Granada, España', 'ES Universidad de Granada'],
  ['University of the West Indies, Mona, Kingston, Jamaica, W.I.', 'JM University of the West Indies'],
  ['Hospital Británico, Avenida Brasil 1200', '-- Hospital Británico'],
  ['University Avenue, Kingston, Ontario', 'CA --'],
  ['Yugoslav Academy, Zagreb, Yugoslavia', '-- Yugoslav Academy'],
  // Territories before the states that they belong to.
  ['University of Hong Kong, Hong Kong, China', 'HK University of Hong Kong'],
  ['University of Puerto Rico, San Juan, Puerto Rico, USA', 'PR University of Puerto Rico'],
  ['Chang Gung University, Taoyuan, Taiwan, Republic of China', 'TW Chang Gung University'],
  // Several affiliations in one text.
  [
    'Dept of X, University of Oslo, Oslo, Norway; Oslo University Hospital, Oslo, Norway',
    'NO University of Oslo',
    'NO Oslo University Hospital',
  ],
  [
    '1 Curtin University, Perth, Australia and Department of Nursing, University of Dundee, Dundee, UK',
    'AU Curtin University',
    'GB University of Dundee',
  ],
  [
    'University of Otago, Dunedin, New Zealand. School of Medicine, Flinders University, Adelaide, Australia',
    'NZ University of Otago',
    'AU Flinders University',
  ],
  ['Duke University and Peking University, Beijing, China', '-- Duke University', 'CN Peking University'],
  // The strongest word.
  [
    'Howard Hughes Medical Institute, Stanford University School of Medicine, Stanford, California 94305-5345, USA.',
    'US Stanford University',
  ],
  ['Hospital for Joint Diseases, New York University School of Medicine, New York, USA.', 'US New York University'],
  ['Northwestern University Feinberg School of Medicine, Chicago, IL, USA', 'US Northwestern University'],
  ['University of Miami Miller School of Medicine, Miami, FL', 'US University of Miami'],
  ['School of Medicine, Washington University in St. Louis, St. Louis, Missouri', 'US Washington University in St. Louis'],
  ['University College London Medical School, London, UK', 'GB University College London'],
  ['Nursing Program at Ohio State University College of Nursing, Columbus, USA.', 'US Ohio State University'],
  ['Graduate Center of the City University of New York, New York, NY', 'US City University of New York'],
  ['Department of Psychiatry, Maastricht University Hospital, The Netherlands.', 'NL Maastricht University Hospital'],
  ["Brigham and Women's Hospital and Harvard Medical School, Boston, Massachusetts, USA.", "US Brigham and Women's Hospital"],
  [
    'Center for Genome Research, Whitehead Institute for Biomedical Research, Cambridge, MA 02142, USA.',
    'US Whitehead Institute for Biomedical Research',
  ],
  ['1 CNRS - Aix-Marseille Université - UMR 7282, Marseille, France', 'FR Aix-Marseille Université'],
  // One name with a dash in it; memberships are none of the author's.
  ['Charité – Universitätsmedizin Berlin, Berlin, Germany', 'DE Charité – Universitätsmedizin Berlin'],
  ['Dept. of Surgery, Charité - Universitätsmedizin Berlin, Campus Mitte, Germany', 'DE Charité - Universitätsmedizin Berlin'],
  [
    'Charité – Universitätsmedizin Berlin, corporate member of Freie Universität Berlin and Humboldt-Universität zu Berlin, Berlin, Germany',
    'DE Charité – Universitätsmedizin Berlin',
  ],
  [
    'Charité-Universitätsmedizin Berlin, Corporate Member of Freie Universität Berlin, Humboldt-Universität zu Berlin, and Berlin Institute of Health, Berlin, Germany',
    'DE Charité-Universitätsmedizin Berlin',
  ],
  ['Erasmus MC – University Medical Center Rotterdam, The Netherlands', 'NL Erasmus MC – University Medical Center Rotterdam'],
  ['Radiology – University Hospital Basel, Basel, Switzerland', 'CH University Hospital Basel'],
  ['INSERM – Université de Lyon, Lyon, France', 'FR Université de Lyon'],
  ['Biogen, Inc., Cambridge, Massachusetts 02142, USA.', 'US Biogen Inc'],
  // Campuses.
  [
    'Department of Psychiatry, University of California, San Diego, La Jolla 92093-8620, USA.',
    'US University of California, San Diego',
  ],
  [
    'University of California San Francisco School of Medicine, San Francisco, California',
    'US University of California, San Francisco',
  ],
  ['University of Wisconsin-Madison, Madison, WI 53705, USA', 'US University of Wisconsin, Madison'],
  ['University of North Carolina at Chapel Hill, 27599-7175, USA.', 'US University of North Carolina, Chapel Hill'],
  // What only says its kind gets its place, or says nothing.
  ['Department of Oncology, University Hospital, Lund, Sweden.', 'SE University Hospital, Lund'],
  ["Children's Hospital, Boston, MA 02115", "US Children's Hospital, Boston"],
  ['Research Center, Degà Bahí 59-67, 08026 Barcelona, Spain.', 'ES --'],
  ['Faculty of Medicine, Cairo, Egypt', 'EG --'],
  ['University of South Africa', '-- University of South Africa'],
  ['National Library of Medicine, Bethesda, Maryland 20894, USA.', 'US National Library of Medicine'],
  // Nothing certain.
  ['Tuskegee U, AL'],
  ['WA St U, Pullman, Dept Horticulture'],
  ['Department of X'],
  [';;; , .'],
  [''],
];

const shown = (text: string): string[] =>
  placesOf(text).map(({ country, institution }) => `${country ?? '--'} ${institution ?? '--'}`);

describe('an affiliation text', () => {
  test.each(TOLD)('%s', (text, ...places) => {
    expect(shown(text)).toEqual(places);
  });

  test('that is hostile is read in no time', () => {
    const start = performance.now();
    for (const text of ['University of ', 'A ', '- ', 'Universit', '1-1 ', 'and A ', 'School of ', ', ', '. A', '('])
      placesOf(text.repeat(100_000 / text.length));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

test('names of institutions that differ in spelling alone are one', () => {
  expect(normalName('The Univ. of Leeds')).toBe(normalName('University of Leeds'));
  expect(normalName('Université de Montréal (UdeM)')).toBe(normalName('UNIVERSITE DE MONTREAL'));
  expect(normalName('Institute of Nuclear Medicine & Allied Sciences')).toBe(
    normalName('Institute of Nuclear Medicine and Allied Sciences'),
  );
  expect(normalName('Cancer Centre')).toBe(normalName('Cancer Center'));
  expect(normalName('Washington University')).not.toBe(normalName('University of Washington'));
  expect(normalName('Oslo University')).not.toBe(normalName('University of Oslo'));
});

test('countries', () => {
  expect(['U.S.A.', 'USA', 'United States of America', 'Estados Unidos', 'the Netherlands', 'España', 'Czech Republic', 'Côte d’Ivoire'].map(countryNamed)) // prettier-ignore
    .toEqual(['US', 'US', 'US', 'US', 'NL', 'ES', 'CZ', 'CI']);
  expect(['Georgia', 'Congo', 'Yugoslavia', 'New Jersey', 'America', 'IN', ''].map(countryNamed)).toEqual(Array(7).fill(null));
  expect(countryName('TR')).toBe('Türkiye');
  expect([countryCode('us'), countryCode('XX'), countryCode(null)]).toEqual(['US', null, null]);
});
