import { randomOf } from './random.js';

/** Bylines of invented works: who wrote which, numbers alone. */
export interface Bylines {
  authors: number;
  /** The authors of work i are `members[offsets[i]]` up to `members[offsets[i + 1]]`, each once, ascending. */
  offsets: Uint32Array;
  members: Uint32Array;
}

/** Works of more authors than this are rare and large. */
const USUAL_AUTHORS = 12;
const MOST_AUTHORS = 60;
const FURTHER = 0.71;

/**
 * A literature that grows: each place on a byline is a newcomer's or goes to somebody of the circle that writes the work, by
 * how often they have written, now and then to somebody of another circle. Numbers of authors and of authorships are
 * met exactly; 3.5 authors a work, or what `further` makes of them. The same seed gives the same.
 *
 * @param further how often a byline that might end goes on: 0.75 is 4 authors a work
 */
export function generateBylines(authors: number, authorships: number, seed: number, further = FURTHER): Bylines {
  const random = randomOf(seed);
  const below = (count: number): number => Math.floor(count * random());
  const circles: number[][] = Array.from({ length: Math.ceil(authors / 40) }, () => []);
  const everybody: number[] = [];
  const members = new Uint32Array(authorships);
  const offsets = [0];
  let [end, known] = [0, 0];
  while (end < authorships) {
    const circle = circles[Math.floor(circles.length * random() ** 1.5)]!;
    const work = new Set<number>();
    const wanted = Math.min(byline(random, further), authorships - end);
    for (let tries = 0; work.size < wanted && tries < 4 * wanted; tries++) {
      const placesLeft = authorships - end - work.size;
      const isNew = random() < (authors - known) / placesLeft;
      const pool = random() < 0.05 ? everybody : circle;
      if (isNew) work.add(known++);
      else if (pool.length > 0) work.add(pool[below(pool.length)]!);
    }
    for (const author of work) {
      circle.push(author);
      everybody.push(author);
    }
    members.set([...work].sort((a, b) => a - b), end); // prettier-ignore
    end += work.size;
    if (work.size > 0) offsets.push(end);
  }
  return { authors: known, offsets: Uint32Array.from(offsets), members };
}

/** One to twelve, few of them alone; of a thousand works three have many more. */
function byline(random: () => number, further: number): number {
  if (random() < 0.003) return USUAL_AUTHORS + Math.floor((MOST_AUTHORS - USUAL_AUTHORS) * random());
  let length = 1;
  while (length < USUAL_AUTHORS && random() < further) length++;
  return length;
}
