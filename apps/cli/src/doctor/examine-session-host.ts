import { unresolvedSessionHost } from '#libs/access';
import type { Finding } from './finding.js';
import { type Environment, readableSettings } from './readable-settings.js';

const check = 'addresses of sessions';

/** Whether browsers find them, as far as this machine can tell. */
export const examineSessionHost = async (environment: Environment): Promise<Finding[]> => {
  const domain = readableSettings(environment)?.SESSIONS_DOMAIN;
  if (domain === undefined) return [];
  const unresolved = await unresolvedSessionHost(domain);
  if (unresolved === undefined) return [{ check, status: 'ok', detail: `names below ${domain} are found` }];
  return [{ check, status: 'warning', detail: unresolved.problem, advice: unresolved.advice }];
};
