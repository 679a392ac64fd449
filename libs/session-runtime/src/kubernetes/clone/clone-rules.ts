import type { OutboundRules } from '#libs/outbound';

/** CLONE_RULES: what the clone container is held to. */
export interface CloneRules {
  readonly outbound: OutboundRules;
  /** For each repository. */
  readonly timeoutMs: number;
  /** Where the credentials of whose session it is are, if they have any; absent where nobody's are kept. */
  readonly credentials?: string | undefined;
  /** The file with authorities (PEM) that it believes beside those of its image; there is none where nobody has made one. */
  readonly authorities?: string | undefined;
}
