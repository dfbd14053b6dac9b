import { badInput } from '../errors.js';
import type { Parameter } from './analysis.js';

/** What was given, with the default of every other setting. Refuses (BAD_USER_INPUT) what no setting takes. */
export function readParameters(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, unknown>> = {},
): Record<string, number | string> {
  for (const id of Object.keys(given))
    if (!parameters.some((one) => one.id === id)) {
      const known = parameters.map((one) => one.id).join(', ');
      throw badInput(`There is no setting ${id} here. ${known === '' ? 'This analysis has none.' : `Known: ${known}.`}`);
    }
  return Object.fromEntries(parameters.map((one) => [one.id, valueOf(one, given[one.id] ?? one.default)]));
}

function valueOf(parameter: Parameter, value: unknown): number | string {
  if (parameter.kind === 'choice') {
    if (typeof value === 'string' && parameter.choices.includes(value)) return value;
    throw badInput(`${parameter.id} is one of ${parameter.choices.join(', ')}.`);
  }
  const { id, min, max, isWhole } = parameter;
  if (typeof value === 'number' && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw badInput(`${id} is a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`);
}

/** The same of settings that are given as text: numbers are read. */
export function readTexts(
  parameters: readonly Parameter[],
  given: readonly { id: string; value: string }[] | null | undefined,
): Record<string, number | string> {
  const values = (given ?? []).map(({ id, value }) => {
    const isNumber = parameters.some((one) => one.id === id && one.kind === 'number');
    return [id, isNumber && value.trim() !== '' ? Number(value) : value] as const;
  });
  return readParameters(parameters, Object.fromEntries(values));
}
