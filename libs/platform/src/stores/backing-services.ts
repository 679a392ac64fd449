/** `@Inject(BACKING_SERVICES) services: BackingServices`. */
export const BACKING_SERVICES = Symbol('BackingServices');

/** What this process stands on, wherever it runs. */
export interface BackingServices {
  readonly eventStoreUrl: string;
  readonly mongodbUrl: string;
  readonly mongodbDatabase: string;
  /** The OpenID provider. */
  readonly issuer: string;
  /** It is that of this machine with the demo users, whose address may change. */
  readonly isLocalIssuer: boolean;
  /** No other process uses these stores: who held a lease before is gone. */
  readonly areOurs: boolean;
}
