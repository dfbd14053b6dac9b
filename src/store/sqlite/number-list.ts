/** Numbers in one text, as `group_concat` gives them: read by hand, for a row for each would take ten times as long. */

const COMMA = 44;
const ZERO = 48;

/** Gives each number of a list as text. */
export function readNumbers(list: string, found: (number: number) => void): void {
  let number = 0;
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i);
    if (code !== COMMA) {
      number = number * 10 + code - ZERO;
      continue;
    }
    found(number);
    number = 0;
  }
  found(number);
}

export type Numbers = Uint32Array<ArrayBuffer>;

/** All of them; none of an aggregate over no row. */
export function numbersOf(text: string | null): Numbers {
  if (text === null) return new Uint32Array();
  let count = 1;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === COMMA) count++;
  const numbers = new Uint32Array(count);
  let at = 0;
  readNumbers(text, (number) => (numbers[at++] = number));
  return numbers;
}
