import type { Duplex } from 'node:stream';
import { authorityOf, mayCarrySecret } from '#libs/outbound';
import type { RepositoryCredential } from '../repository-credentials.js';

/**
 * Git's credential.helper that asks us, over a socket it inherits: so that a token is in no file, argument or environment. It
 * passes on what Git asks, and what we answer; all but `cat` are builtins of the shell.
 */
export const credentialHelper = (descriptor: number): string =>
  [
    '!f() { test "$1" = get || return 0',
    `{ cat; echo; } >&${descriptor}`,
    `while IFS= read -r line <&${descriptor} && test -n "$line"; do printf "%s\\n" "$line"; done`,
    '}; f',
  ].join('; ');

/** Answers what Git asks with the credential, if it asks for that very host, and if nobody can listen on the way there. */
export function answerGit(socket: Duplex, credential: RepositoryCredential): void {
  let said = '';
  // Git may end without having listened
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).trimStart();
    for (let end = said.indexOf('\n\n'); end >= 0; end = said.indexOf('\n\n')) {
      socket.write(answerTo(said.slice(0, end), credential));
      said = said.slice(end).trimStart();
    }
  });
}

/** git-credential(1): attributes by lines, an empty one ends them. */
function answerTo(question: string, { host, username, token }: RepositoryCredential): string {
  const asked = Object.fromEntries(question.split('\n').map((line) => line.split('=', 2))) as Record<string, string>;
  const address = `${asked['protocol'] ?? ''}://${asked['host'] ?? ''}`;
  const isForThis = URL.canParse(address) && authorityOf(new URL(address)) === host && mayCarrySecret(new URL(address));
  return isForThis ? `username=${username}\npassword=${token}\n\n` : '\n';
}
