import type { Duplex } from 'node:stream';
import { authorityOf, mayCarrySecret } from '#libs/outbound';
import type { RepositoryCredential } from '../repository-credentials.js';

/**
 * What the host thought of a token, as Git tells its helpers: `store` once a request with it was answered, `erase` where the
 * answer was 401. Not where it knows whose it is, and that they may not read this (403, or 404 as if it were not there).
 */
export type TokenVerdict = 'store' | 'erase';

/**
 * Git's credential.helper that asks us, over a socket it inherits: so that a token is in no file, argument or environment. It
 * passes on what Git asks, what we answer, and the verdict; all but `cat` are builtins of the shell.
 */
export const credentialHelper = (descriptor: number): string =>
  [
    `!f() { test "$1" = get || { printf "verdict=%s\\n\\n" "$1" >&${descriptor}; return 0; }`,
    `{ cat; echo; } >&${descriptor}`,
    `while IFS= read -r line <&${descriptor} && test -n "$line"; do printf "%s\\n" "$line"; done`,
    '}; f',
  ].join('; ');

/** Answers what Git asks with the credential, if it asks for that very host, and if nobody can listen on the way there. */
export function answerGit(
  socket: Duplex,
  credential: RepositoryCredential,
  onVerdict: (verdict: TokenVerdict) => void,
): void {
  let said = '';
  // Git may end without having listened
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).trimStart();
    for (let end = said.indexOf('\n\n'); end >= 0; end = said.indexOf('\n\n')) {
      const attributes = attributesIn(said.slice(0, end));
      if (isVerdict(attributes['verdict'])) onVerdict(attributes['verdict']);
      else socket.write(answerTo(attributes, credential));
      said = said.slice(end).trimStart();
    }
  });
}

type Attributes = Readonly<Record<string, string | undefined>>;

/** git-credential(1): attributes by lines, an empty one ends them. */
const attributesIn = (said: string): Attributes =>
  Object.fromEntries(said.split('\n').map((line) => line.split('=', 2))) as Record<string, string>;

const isVerdict = (said: string | undefined): said is TokenVerdict => said === 'store' || said === 'erase';

function answerTo(asked: Attributes, { host, username, token }: RepositoryCredential): string {
  const address = `${asked['protocol'] ?? ''}://${asked['host'] ?? ''}`;
  const isForThis = URL.canParse(address) && authorityOf(new URL(address)) === host && mayCarrySecret(new URL(address));
  return isForThis ? `username=${username}\npassword=${token}\n\n` : '\n';
}
