/** Where addresses may lead that users name. Serialisable: a runner is told by a file. */
export interface OutboundRules {
  /** Addresses, networks and hosts that may be reached although they are not public, e.g. `10.0.0.0/8`, `git.intranet.example`. */
  readonly allowed: readonly string[];
  /** `host:port` of what may not be reached at all: this installation's own stores. */
  readonly never: readonly string[];
}
