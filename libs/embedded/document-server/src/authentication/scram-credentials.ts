import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** Who may connect. */
export interface User {
  readonly name: string;
  /** Printable ASCII: what else SASLprep (RFC 4013) would have to make one of. */
  readonly password: string;
}

/** What RFC 5802 lets a server keep of a password: with it a client is recognised, and nobody can act as one. */
export interface ScramCredentials {
  readonly name: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** As MongoDB has it. Clients compute it once for all their connections. */
const ITERATIONS = 15_000;
const SALT_BYTES = 28;
const KEY_BYTES = 32;

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Throws where a name or a password cannot be used, saying what to do; a password is not shown. */
const check = ({ name, password }: User): void => {
  if (!PRINTABLE_ASCII.test(name) || !PRINTABLE_ASCII.test(password))
    throw new Error(
      `The user '${name}' of the embedded document store cannot be used: give a name and a password of printable ASCII characters`,
    );
};

/** Throws where a name or a password cannot be used, saying what to do. */
export const scramCredentials = async (user: User): Promise<ScramCredentials> => {
  check(user);
  const salt = randomBytes(SALT_BYTES);
  const salted = await promisify(pbkdf2)(user.password, salt, ITERATIONS, KEY_BYTES, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  return { name: user.name, salt, iterations: ITERATIONS, storedKey, serverKey: hmac(salted, 'Server Key') };
};
