import { words } from '../store/fold.js';
import { memo } from '../memo.js';

/**
 * The words by which affiliations are compared. Those that half of all affiliations have (kinds of institutions,
 * subjects, countries) say nothing about a person and are left out; what stays is names of places and institutions.
 */
const GENERIC = new Set(
  (
    'university universite universitat universidad universidade universita universiteit univ college school schools faculty ' +
    'faculte facultad faculdade fakultat department departments dept departement departamento dipartimento division unit section ' +
    'institute institut instituto istituto institution center centre centro centers laboratory lab program programme group ' +
    'hospital hospitals clinic clinical klinik klinikum infirmary medical medicine medicina medizin health healthcare sciences ' +
    'science research education educational teaching learning training studies academic academy national international general ' +
    'public community family care nursing surgery surgical internal pediatrics paediatrics psychiatry psychology anesthesia ' +
    'anesthesiology anaesthesia radiology pathology physiology pharmacology pharmacy dentistry dental oncology cardiology ' +
    'neurology biology biochemistry chemistry physics engineering technology information library computer epidemiology ' +
    'biostatistics social humanities professions development innovation services service office ministry association society ' +
    'state city province county district street road avenue building room box campus the and for with from department of in at de ' +
    'du des la le el del der die und et y e a an to on ' +
    'usa us united states america uk kingdom england scotland wales ireland canada australia zealand china pr peoples republic ' +
    'germany deutschland france italy italia spain espana portugal netherlands belgium switzerland austria sweden norway denmark ' +
    'finland poland russia turkey turkiye iran iraq israel saudi arabia egypt india pakistan bangladesh japan korea south north ' +
    'east west western eastern northern southern taiwan thailand malaysia singapore indonesia vietnam philippines brazil brasil ' +
    'mexico argentina chile colombia africa nigeria kenya ghana uganda'
  ).split(' '),
);

/** Whether a folded word stands in half of all affiliations. */
export const isGenericWord = (word: string): boolean => GENERIC.has(word);

/** An affiliation as it is compared. */
interface FoldedAffiliation {
  /** Those that tell it from others, sorted; without postal codes and single letters. */
  words: readonly string[];
  /** The whole text, for equality. */
  text: string;
}

export const foldedAffiliation = memo((affiliation): FoldedAffiliation => {
  const all = words(affiliation);
  const telling = all.filter((word) => word.length > 2 && !/\d/.test(word) && !GENERIC.has(word));
  return { words: [...new Set(telling)].sort(), text: all.join(' ') };
}, 2_000);
