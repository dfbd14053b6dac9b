import { createHash, timingSafeEqual } from 'node:crypto';
import { MIN_TOKEN_LENGTH } from '../admin-settings.js';
import { CodedError } from '../errors.js';
import { overloaded } from './gate.js';

/** Slows down those who guess. */
export interface Brake {
  /** Milliseconds until a wrong token is told so. */
  delayMs: number;
  /** Wrong tokens of one address, and of all, that are told at a time; with more the next is refused without a look. */
  perAddress: number;
  inAll: number;
}

export const BRAKE: Brake = { delayMs: 500, perAddress: 4, inAll: 64 };

const OFF =
  'Changing the graph through the server is switched off, because ADMIN_TOKEN is not set. To switch it on, set it to at least ' +
  `${MIN_TOKEN_LENGTH} characters (\`openssl rand -hex 32\` makes some), start the server again, and send \`Authorization: Bearer …\` with it.`;
const MISSING = 'This needs the token of the server: send the header `Authorization: Bearer …` with the value of ADMIN_TOKEN.';
const WRONG = 'The token is wrong: `Authorization: Bearer …` must have the value of ADMIN_TOKEN.';

const refusal = (message: string): CodedError => new CodedError('UNAUTHENTICATED', message);
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Who may change the graph: those who send the token. It is kept as a digest, and neither logged nor told. */
export class TokenCheck {
  private readonly expected: Buffer | null;
  /** Wrong tokens that wait to be told so, by address. */
  private readonly waiting = new Map<string, number>();
  private waitingInAll = 0;

  constructor(
    token: string | null,
    private readonly brake: Brake = BRAKE,
    /** Compares in a time that tells nothing of where two digests differ. */
    private readonly isSame: (a: Buffer, b: Buffer) => boolean = timingSafeEqual,
  ) {
    this.expected = token === null ? null : digest(token);
  }

  /**
   * Passes with the right token at once. Throws UNAUTHENTICATED; OVERLOADED while the same address has several wrong
   * ones waiting.
   *
   * @param authorization the header; undefined where it is missing
   * @param address of the one who asks
   */
  async require(authorization: string | undefined, address: string): Promise<void> {
    if (this.expected === null) throw refusal(OFF);
    const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
    if (given === undefined) throw refusal(MISSING);
    const waiting = this.waiting.get(address) ?? 0;
    if (waiting >= this.brake.perAddress || this.waitingInAll >= this.brake.inAll) throw overloaded();
    // Both sides are digests, so that lengths tell nothing either.
    if (this.isSame(digest(given), this.expected)) return;
    await this.delay(address);
    throw refusal(WRONG);
  }

  private async delay(address: string): Promise<void> {
    this.count(address, 1);
    await new Promise((resolve) => setTimeout(resolve, this.brake.delayMs));
    this.count(address, -1);
  }

  private count(address: string, change: number): void {
    const count = (this.waiting.get(address) ?? 0) + change;
    this.waitingInAll += change;
    if (count > 0) this.waiting.set(address, count);
    else this.waiting.delete(address);
  }
}
