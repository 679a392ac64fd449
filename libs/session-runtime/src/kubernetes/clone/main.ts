import { readFile, writeFile } from 'node:fs/promises';
import { OutboundAccess, proxyFor } from '#libs/outbound';
import { caBundle } from '../../cloning/ca-bundle.js';
import { cloneAbsent } from '../../cloning/clone.js';
import { minimalEnvironment } from '../../minimal-environment.js';
import type { RepositoryCredential } from '../../repository-credentials.js';
import type { RunSpec } from '../../session-runtime.js';
import { unlessAbsent } from '../../unless-absent.js';
import type { CloneRules } from './clone-rules.js';
import { lastWords } from './last-words.js';

/**
 * What a pod's clone container runs: `renku-sessions-clone [<repositories.json> [work] [result]]`, with the rules in CLONE_RULES.
 * What could not be cloned is a warning, and no failure. The kubelet hands the result on with the pod's state.
 */
async function main(repositoriesFile: string, work: string, result: string): Promise<void> {
  const ending = new AbortController();
  process.on('SIGTERM', () => ending.abort());
  const asked = repositoriesFile === '' ? '[]' : await readFile(repositoriesFile, 'utf8');
  const { outbound, timeoutMs, credentials, authorities } = JSON.parse(process.env['CLONE_RULES'] ?? '') as CloneRules;
  if (authorities !== undefined) await writeFile(authorities.bundle, await caBundle(authorities.own));
  const environment = minimalEnvironment({});
  const cloned = await cloneAbsent(JSON.parse(asked) as RunSpec['repositories'], {
    ...{ work, timeoutMs, git: 'git' },
    environment: authorities === undefined ? {} : { GIT_SSL_CAINFO: authorities.bundle },
    credentials: await credentialsIn(credentials),
    outbound: new OutboundAccess(outbound, { proxyFor: (url) => proxyFor(url, environment) }),
    signal: ending.signal,
    note: (line) => process.stdout.write(`${line}\n`),
  });
  await writeFile(result, lastWords(cloned));
}

async function credentialsIn(file: string | undefined): Promise<readonly RepositoryCredential[] | undefined> {
  if (file === undefined) return undefined;
  const text = await unlessAbsent(readFile(file, 'utf8'));
  return text === undefined ? [] : (JSON.parse(text) as RepositoryCredential[]);
}

const [repositoriesFile = '', work = '/work', result = '/dev/termination-log'] = process.argv.slice(2);
await main(repositoriesFile, work, result);
