import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CommandError } from '../errors.js';
import type { ScramCredentials } from './scram-credentials.js';

/** Neither a user's name nor an authorisation identity, an extension that must be understood or channel binding. */
const CLIENT_FIRST = /^([ny],,)(n=([^,]+),r=([\x21-\x2b\x2d-\x7e]+))$/;
const CLIENT_FINAL = /^(c=([A-Za-z0-9+/]+={0,2}),r=([\x21-\x2b\x2d-\x7e]+)),p=([A-Za-z0-9+/]{43}=)$/;
const NONCE_BYTES = 24;

/** What RFC 5802 writes for the characters that separate its fields. */
const nameOf = (escaped: string): string => escaped.replaceAll('=2C', ',').replaceAll('=3D', '=');

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const exclusiveOr = (left: Buffer, right: Buffer): Buffer => left.map((byte, at) => byte ^ (right[at] ?? 0)) as Buffer;

/** The same whatever was wrong: whoever guesses is not told how near they came. */
const failed = (): CommandError => new CommandError('AuthenticationFailed', 'Authentication failed.');

/** What the server said first, and what it has to be answered with. */
interface Challenge {
  readonly credentials: ScramCredentials;
  /** Base64 of what the client said of channel binding. */
  readonly binding: string;
  readonly nonce: string;
  /** The client's first message and the server's: what was agreed so far. */
  readonly said: string;
}

/** The server's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677). */
export class ScramConversation {
  private challenge: Challenge | undefined;

  constructor(private readonly users: ReadonlyMap<string, ScramCredentials>) {}

  /**
   * Answers the client's first message with the salt and a nonce.
   * @throws CommandError AuthenticationFailed
   */
  begin(message: string): string {
    const [, header = '', bare = '', name = '', clientNonce = ''] = CLIENT_FIRST.exec(message) ?? [];
    const credentials = this.users.get(nameOf(name));
    if (credentials === undefined) throw failed();
    const nonce = `${clientNonce}${randomBytes(NONCE_BYTES).toString('base64')}`;
    const answer = `r=${nonce},s=${credentials.salt.toString('base64')},i=${credentials.iterations}`;
    const binding = Buffer.from(header).toString('base64');
    this.challenge = { credentials, binding, nonce, said: `${bare},${answer}` };
    return answer;
  }

  /**
   * Checks the client's proof that it knows the password, and answers with the server's own. Once only: a second proof needs
   * another nonce.
   * @throws CommandError AuthenticationFailed
   */
  finish(message: string): { readonly user: string; readonly answer: string } {
    const { challenge } = this;
    this.challenge = undefined;
    const [, withoutProof = '', binding, nonce, proof = ''] = CLIENT_FINAL.exec(message) ?? [];
    if (challenge === undefined || binding !== challenge.binding || nonce !== challenge.nonce) throw failed();
    const { name, storedKey, serverKey } = challenge.credentials;
    const agreed = `${challenge.said},${withoutProof}`;
    const clientKey = exclusiveOr(Buffer.from(proof, 'base64'), hmac(storedKey, agreed));
    if (!timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey)) throw failed();
    return { user: name, answer: `v=${hmac(serverKey, agreed).toString('base64')}` };
  }
}
