import type { StoredEvent } from '#libs/event-sourcing';
import { type LogAnchor, logAnchorsStream } from '../log-anchors.js';
import type { TrustedKeys } from '../signing/trusted-keys.js';
import { anchorStatement } from './anchor-statement.js';
import { chainedEvent, emptyChain, isAnchored, type LogChain } from './log-chain.js';

/** An anchor as the log has it. */
export interface RecordedAnchor {
  readonly data: LogAnchor;
  readonly at: string;
}

/** How much of the log is as its anchors say, or the first anchor that does not fit. */
export type LogVerdict =
  | { readonly isWhole: true; readonly anchors: number; readonly chain: LogChain; readonly unanchored: number }
  | {
      readonly isWhole: false;
      readonly anchor: RecordedAnchor;
      /** From 1 on. */
      readonly number: number;
      readonly what: 'events' | 'signature' | 'unknown key' | 'another log';
      /** What was altered is after this position … */
      readonly after: string;
      /** … up to this one. */
      readonly upTo: string;
    };

interface Parts {
  /** The id of the log. */
  readonly log: string;
  readonly anchors: readonly RecordedAnchor[];
  /** All of the log, of whatever streams. */
  readonly events: AsyncIterable<StoredEvent>;
  readonly keys: TrustedKeys;
}

type Misfit = Extract<LogVerdict, { isWhole: false }>['what'];

const unsigned = ({ log, keys }: Parts, anchor: LogAnchor): Misfit | undefined => {
  if (anchor.log !== log) return 'another log';
  const isSigned = keys.hasSigned(anchor.keyId, Buffer.from(anchorStatement(anchor)), anchor.signature);
  if (isSigned === undefined) return 'unknown key';
  return isSigned ? undefined : 'signature';
};

/** The anchors of a log, passed one after the other while the log is folded. */
class Comparison {
  private passed = 0;
  private chain = emptyChain;
  private unanchored = 0;

  constructor(private readonly parts: Parts) {}

  private get anchor(): RecordedAnchor | undefined {
    return this.parts.anchors[this.passed];
  }

  /** The first one that does not fit of those before a position. */
  passUntil(position: bigint): LogVerdict | undefined {
    while (this.anchor !== undefined && BigInt(this.anchor.data.position) < position) {
      const found = this.pass(this.anchor);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  take(event: StoredEvent): void {
    const { anchor } = this;
    if (anchor === undefined) this.unanchored += event.stream === logAnchorsStream ? 0 : 1;
    else if (isAnchored(event, anchor.data.streams)) this.chain = chainedEvent(this.chain, event);
  }

  end(): LogVerdict {
    const { chain, unanchored } = this;
    for (let { anchor } = this; anchor !== undefined; { anchor } = this) {
      const found = this.pass(anchor);
      if (found !== undefined) return found;
    }
    return { isWhole: true, anchors: this.passed, chain, unanchored };
  }

  private pass(anchor: RecordedAnchor): LogVerdict | undefined {
    const { anchors } = this.parts;
    const { position, head, events } = anchor.data;
    const after = anchors[this.passed - 1]?.data.position ?? '0';
    const isSame = head === this.chain.head && events === this.chain.events;
    const what = unsigned(this.parts, anchor.data) ?? (isSame ? undefined : 'events');
    this.passed += 1;
    return what && { isWhole: false, anchor, number: this.passed, what, after, upTo: position };
  }
}

/** Folds the log once, in its order, and compares it with each anchor that it comes by. */
export const verifyLog = async (parts: Parts): Promise<LogVerdict> => {
  const comparison = new Comparison(parts);
  for await (const event of parts.events) {
    const found = comparison.passUntil(event.position);
    if (found !== undefined) return found;
    comparison.take(event);
  }
  return comparison.end();
};
