import type { OutboundRules } from '#libs/outbound';

/** CLONE_RULES: what the clone container is held to. */
export interface CloneRules {
  readonly outbound: OutboundRules;
  /** For each repository. */
  readonly timeoutMs: number;
  /** Where the credentials of whose session it is are, if they have any; absent where nobody's are kept. */
  readonly credentials?: string | undefined;
  /** Files (PEM) of authorities beside those of its image: where they are, if somebody has made them, and where all are put together. */
  readonly authorities?: { readonly own: string; readonly bundle: string } | undefined;
}
