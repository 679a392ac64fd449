import type { StoredEvent } from '#libs/event-sourcing';
import type { LogAnchor } from '../log-anchors.js';
import type { SigningKeys } from '../signing/signing-keys.js';
import { anchorStatement } from './anchor-statement.js';
import { chainedEvent, emptyChain, isAnchored, type LogChain } from './log-chain.js';

interface Parts {
  /** The id of the log. */
  readonly log: string;
  readonly streams: readonly string[];
  readonly newest: LogAnchor | undefined;
  /** Those after it. */
  readonly events: AsyncIterable<StoredEvent>;
  readonly keys: Pick<SigningKeys, 'keyId' | 'sign'>;
}

/** Where an anchor leaves the chain. */
export const chainAt = (anchor: LogAnchor | undefined): LogChain =>
  anchor === undefined ? emptyChain : { ...anchor, position: BigInt(anchor.position) };

/** The anchor that comes after the newest one; undefined: nothing has happened since. */
export const nextAnchor = async ({ log, streams, newest, events, keys }: Parts): Promise<LogAnchor | undefined> => {
  const begun = chainAt(newest);
  let chain = begun;
  for await (const event of events) if (isAnchored(event, streams)) chain = chainedEvent(chain, event);
  if (chain.events === begun.events) return undefined;
  const { position, events: count, head } = chain;
  const said = { log, position: String(position), events: count, head, streams: [...streams], keyId: keys.keyId };
  return { ...said, signature: keys.sign(anchorStatement(said)) };
};
