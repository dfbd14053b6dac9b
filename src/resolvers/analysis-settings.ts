import type { Parameter } from '../analysis/analysis.js';
import { readParameters } from '../analysis/parameters.js';
import type { AnalysisSettingInput } from '../generated/graphql.js';

/** Settings as text, in the types that the analysis wants; the usual ones where none is given. Throws BAD_USER_INPUT. */
export function settingsFor(
  parameters: readonly Parameter[],
  given: readonly AnalysisSettingInput[] | null | undefined,
): Record<string, number | string> {
  const values = (given ?? []).map(({ id, value }) => {
    const isNumber = parameters.some((one) => one.id === id && one.kind === 'number');
    return [id, isNumber && value.trim() !== '' ? Number(value) : value] as const;
  });
  return readParameters(parameters, Object.fromEntries(values));
}
