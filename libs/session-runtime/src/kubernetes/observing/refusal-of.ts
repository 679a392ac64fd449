import type { FailureReason } from '../../failure-reason.js';
import { accessProblem } from '../api/access-problem.js';
import { ApiError } from '../api/api-error.js';

/** What the cluster says to something that it does not take. */
export type Refusal =
  /** It may be taken later as it is. */
  | { readonly kind: 'waiting'; readonly detail: string }
  | { readonly kind: 'final'; readonly reason: FailureReason; readonly message: string };

/** Undefined for what is no refusal: the server is busy, or cannot be reached. What the system itself may not is nobody's failure. */
export const refusalOf = (error: unknown): Refusal | undefined => {
  if (!(error instanceof ApiError) || ![400, 401, 403, 404, 422].includes(error.status)) return undefined;
  const access = accessProblem(error);
  if (access !== undefined) return { kind: 'waiting', detail: `waiting for an administrator: ${access.detail}` };
  const awaited = awaitedIn(error);
  if (awaited !== undefined) return { kind: 'waiting', detail: `waiting for ${awaited}` };
  return { kind: 'final', reason: isPolicy(error) ? 'POLICY_DENIED' : 'MISCONFIGURED', message: wordsOf(error) };
};

/** What its controllers do by themselves, seconds after a namespace or quota was made, or when they are back. */
const undone: readonly (readonly [RegExp, string])[] = [
  [/status unknown for quota/, 'the cluster to count its quota'],
  [/error looking up service account/, 'the cluster to make the account that pods of its namespace have'],
];

function awaitedIn({ message }: ApiError): string | undefined {
  const [, quota, requested] = /exceeded quota: ([^,]+), requested: (.*?), used: /.exec(message) ?? [];
  if (quota !== undefined && requested !== undefined) return `room in the quota ${quota} for ${requested}`;
  return undone.find(([pattern]) => pattern.test(message))?.[1];
}

const policies = [
  /failed quota/i,
  /must specify/i,
  /(minimum|maximum) .*(usage|per)/i,
  /violates PodSecurity/i,
  /admission webhook .* denied/i,
  /ValidatingAdmissionPolicy/i,
];

const isPolicy = ({ message }: ApiError): boolean => policies.some((pattern) => pattern.test(message));

function wordsOf({ message }: ApiError): string {
  const said = message.length <= 500 ? message : `${message.slice(0, 499)}…`;
  return `The cluster refuses it: ${said}`;
}
