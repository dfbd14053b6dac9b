import type { TextInput } from '../import/input.js';
import { isObject, type JsonObject } from '../import/json-fields.js';

/**
 * The same answer with members that the service leaves out and only who asked can know: of which work the list is.
 * What is no JSON object is passed on as it is, for its reader to refuse. The answer as it came stays in the cache.
 */
export function withMembers(input: TextInput, members: (answer: JsonObject) => JsonObject): TextInput {
  async function* chunks(): AsyncIterable<string> {
    let text = '';
    for await (const chunk of input.chunks) text += chunk;
    yield changed(text);
  }
  const changed = (text: string): string => {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      return text;
    }
    return isObject(answer) ? JSON.stringify({ ...answer, ...members(answer) }) : text;
  };
  return { name: input.name, chunks: chunks() };
}
