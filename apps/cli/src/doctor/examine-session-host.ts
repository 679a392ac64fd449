import { unresolvedSessionHost } from '#libs/access';
import type { Settings } from '#libs/settings';
import type { Finding } from './finding.js';

const check = 'addresses of sessions';

/** Whether browsers find them, as far as this machine can tell. */
export const examineSessionHost = async ({ SESSIONS_DOMAIN: domain }: Settings): Promise<Finding> => {
  const unresolved = await unresolvedSessionHost(domain);
  if (unresolved === undefined) return { check, status: 'ok', detail: `names below ${domain} are found` };
  return { check, status: 'warning', detail: unresolved.problem, advice: unresolved.advice };
};
