import type { AccessCredential } from '#libs/access';

/** Who comes, and to which session. */
export interface Bearer {
  readonly launchId: string;
  readonly userId: string;
  /** They may for as long as this is good. */
  readonly credential?: AccessCredential | undefined;
}

/** One user may use one session, by a cookie that is good until then. */
export interface AccessGrant extends Bearer {
  readonly expiresAt: Date;
}

/** What is found out for one of them holds for all that have the same. */
export const bearerKey = ({ launchId, userId, credential }: Bearer): string =>
  [launchId, userId, ...(credential === undefined ? [] : [credential.id])].join(' ');
