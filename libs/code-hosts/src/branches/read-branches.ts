import {
  AnswerTooLargeError,
  basicAuthorization,
  mayCarrySecret,
  type OutboundAnswer,
  type OutboundClient,
  retryAfterSeconds,
  UnreachableError,
} from '#libs/outbound';
import type { HostCredentials } from '../hosts/code-host.js';
import { CodeHostError } from './code-host-error.js';
import { movedTo } from './moved-to.js';
import { type Branches, branchesIn } from './ref-advertisement.js';

interface Options {
  /** Undefined: what everybody may read. */
  readonly credentials?: HostCredentials | undefined;
  readonly signal: AbortSignal;
}

export interface ReadBranches extends Branches {
  /** The repository's address now, where its host leads on to another one. */
  readonly movedTo: string | undefined;
}

/** About 100,000 references. */
const MAX_BYTES = 8 * 1024 * 1024;

const TOO_MANY =
  'has more branches, tags and other references than are read here (8 MiB): delete what nobody needs, or use an image by its name.';

const hidden: ReadonlySet<number> = new Set([401, 403, 404]);

const unreachable = (url: string, cause: unknown, retryAfter?: number): CodeHostError =>
  new CodeHostError(
    'code-host-unreachable',
    `${new URL(url).host} cannot be asked just now for the branches of ${url}: try again later.`,
    { cause, retryAfterMs: retryAfter && retryAfter * 1_000 },
  );

const unreadable = (url: string, why: string): CodeHostError =>
  new CodeHostError('repository-unreadable', `${url} ${why}`);

const refused = (url: string, answer: OutboundAnswer, { credentials }: Options): CodeHostError => {
  const { status } = answer;
  if (!hidden.has(status)) return unreachable(url, new Error(`status ${status}`), retryAfterSeconds(answer));
  const who = credentials === undefined ? 'everybody' : 'whose token it was asked with';
  return unreadable(url, `is not there, or may not be read by ${who}: check its address and your right to read it.`);
};

const authorizationOf = ({ username, token }: HostCredentials): string => basicAuthorization(username, token);

/**
 * Asks a repository's server for its branches, as `git ls-remote` does. Rejects with `CodeHostError`, also once the signal aborts.
 *
 * @param url of the repository, without credentials
 */
export const readBranches = async (outbound: OutboundClient, url: string, options: Options): Promise<ReadBranches> => {
  const { credentials, signal } = options;
  const answer = await outbound
    .request({
      url: `${url}/info/refs?service=git-upload-pack`,
      maxBytes: MAX_BYTES,
      signal,
      ...(credentials && mayCarrySecret(new URL(url)) && { headers: { authorization: authorizationOf(credentials) } }),
    })
    .catch((error: unknown) => {
      if (error instanceof AnswerTooLargeError) throw unreadable(url, TOO_MANY);
      throw error instanceof UnreachableError || signal.aborted ? unreachable(url, error) : error;
    });
  if (answer.status !== 200) throw refused(url, answer, options);
  const branches = branchesIn(answer.body);
  if (branches === undefined) throw unreadable(url, 'does not answer as a Git server does: check its address.');
  return { ...branches, movedTo: movedTo(url, answer.url) };
};
