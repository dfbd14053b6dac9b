import { readSize } from './admin-settings.js';
import { badSetting } from './errors.js';

/** Settings of the server's shortcuts, each of which may be turned off. */

/** Bytes of a size, 0 for `off`. */
export function readMemory(name: string, text: string): number {
  return text.toLowerCase() === 'off' || text === '0' ? 0 : readSize(name, text);
}

export function readSwitch(name: string, text: string): boolean {
  const word = text.toLowerCase();
  if (word === 'on' || word === 'off') return word === 'on';
  throw badSetting(`${name} is "${text}", but must be on or off.`);
}
