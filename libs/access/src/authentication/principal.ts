/** Roles that hold everywhere: admins keep the catalogue of environments, auditors read every history. */
export type GlobalRole = 'admin' | 'auditor';

/** Who is calling: an opaque, random id, minted at first sign-in. Names live in the user directory alone. */
export interface Principal {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: ReadonlySet<GlobalRole>;
  /** A program, with this token that the person made: what is only for whoever is signed in themself it may not do. */
  readonly personalTokenId?: string;
}
