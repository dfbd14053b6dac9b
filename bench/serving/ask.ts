import type { Parameters, Shape } from '../shapes/shape.js';
import type { Serving, System } from './systems.js';

const HEADERS = { 'content-type': 'application/json' };

/** One question, as the timed ones are sent. */
export async function askForText(system: System, serving: Serving, shape: Shape, parameters: Parameters): Promise<string> {
  const { path, before, after } = system.request(shape);
  const body = before + JSON.stringify(system.variables(shape, parameters)) + after;
  return (await fetch(`http://127.0.0.1:${serving.port}${path}`, { method: 'POST', headers: HEADERS, body })).text();
}

/** The answer in the form in which it is compared. Throws what a system complains of. */
export async function ask(system: System, serving: Serving, shape: Shape, parameters: Parameters): Promise<unknown> {
  const text = await askForText(system, serving, shape, parameters);
  const { data, errors } = JSON.parse(text) as { data: unknown; errors?: { message: string }[] };
  if (!errors) return system.answer(shape, data);
  throw new Error(`${system.name} cannot answer ${shape.name} for ${JSON.stringify(parameters)}: ${errors[0]!.message}`);
}
