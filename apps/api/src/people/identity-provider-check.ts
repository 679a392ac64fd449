import { setTimeout as delay } from 'node:timers/promises';
import type { TokenVerifier } from '#libs/access';
import type { Check, Condition } from '#libs/observability';

/** Sooner than a check has to be over. */
const PATIENCE_MS = 1_500;

/** Whether it has been found once. Whoever wants to sign in before is told no more than to try again; why, operators are. */
export const identityProviderCheck = (verifier: TokenVerifier, issuer: string): Check => {
  const missing = (detail: string): Condition => {
    const advice =
      'see that it runs and can be reached from here, or correct OIDC_ISSUER; until then nobody can sign in';
    return { status: 'degraded', problems: [{ name: 'identity-provider', detail, advice }] };
  };
  const find = (): Promise<Condition> =>
    verifier.findIssuer().then(
      () => ({ status: 'up' }),
      (error: unknown) => missing(error instanceof Error ? error.message : String(error)),
    );
  const late = (): Promise<Condition> => delay(PATIENCE_MS, missing(`${issuer} does not answer`), { ref: false });
  return { name: 'identity-provider', check: () => Promise.race([find(), late()]) };
};
