import { authorityOf, mayCarrySecret } from '#libs/outbound';
import type { RepositoryCredential } from '../repository-credentials.js';
import type { RunSpec, RunWarning } from '../session-runtime.js';
import { connectAnother } from './clone-failure.js';

/** Of a repository that is not open to everybody: what its person can do. `credentials`: theirs; absent where nobody's are kept. */
export function passwordWanted(
  { name, url }: RunSpec['repositories'][number],
  credentials: readonly RepositoryCredential[] | undefined,
): RunWarning {
  const address = new URL(url);
  const host = authorityOf(address);
  const because = (code: RunWarning['code'], reason: string): RunWarning => ({
    code,
    message: `${JSON.stringify(name)} was not cloned: ${reason}`,
  });
  const asks = `${url} asks for a password.`;
  if (credentials === undefined)
    return because(
      'clone-failed',
      `${asks} It is private or does not exist, and only public repositories are cloned here. Check the address, or clone it yourself in a terminal.`,
    );
  if (!mayCarrySecret(address))
    return because('clone-failed', `${asks} Your tokens are sent over https alone. ${connectAnother}`);
  if (credentials.some((credential) => credential.host === host))
    return because(
      'connection-refused',
      `${host} does not let your token read ${url}: it has expired, may not read it, or there is no such repository. Check the address, or give a new token (Connections, in your account); then pause and resume.`,
    );
  return because(
    'repository-needs-connection',
    `${asks} It is private or does not exist. Connect ${host} (Connections, in your account) or check the address, then pause and resume.`,
  );
}
