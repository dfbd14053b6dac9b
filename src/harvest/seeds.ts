import { badInput } from '../errors.js';
import { workSchemeOf } from '../id-schemes.js';
import { identify } from '../ids.js';
import { NO_IDS, type WorkIds } from '../import/record.js';
import { idKeys } from '../import/identity.js';
import type { AskedWork } from './ask-about.js';

export interface Seed {
  given: string;
  ids: WorkIds;
}

/** Works to begin with, by any identifier of a work in any spelling. Throws BAD_USER_INPUT for what is none, and for none at all. */
export function readSeeds(texts: readonly string[]): Seed[] {
  if (texts.length === 0) throw badInput('There is no seed: name at least one work to begin with, such as pmid:33349761.');
  return texts.map((given) => {
    const found = identify(given);
    const scheme = found && workSchemeOf(found.kind);
    if (scheme === null) {
      throw badInput(
        `The seed "${given.slice(0, 80)}" is no identifier of a work; a PMID, PMCID, DOI or OpenAlex id is expected, such as pmid:33349761.`,
      );
    }
    return { given, ids: { ...NO_IDS, [scheme]: found!.value } };
  });
}

/** A seed as a work to ask about, before the graph knows it. */
export const workOfSeed = ({ ids }: Seed): AskedWork => ({ key: idKeys(ids)[0]!, ids });
