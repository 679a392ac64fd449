/** Where addresses may lead that users name. Serialisable: a runner is told by a file. */
export interface OutboundRules {
  /** Addresses, networks and hosts that may be reached although they are not public, e.g. `10.0.0.0/8`, `git.intranet.example`. */
  readonly allowed: readonly string[];
  /** `host:port` of each of this installation's own stores, which may not be reached at all. */
  readonly ownStores: readonly string[];
}
