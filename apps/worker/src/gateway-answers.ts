import type { Timing } from '#libs/event-sourcing';
import type { Condition } from '#libs/observability';

export interface GatewayAnswersOptions {
  /** As this worker reaches it. */
  readonly gatewayUrl: string;
  readonly timing: Pick<Timing, 'now'>;
}

/** A launch that waits asks each second: what is older is about none that waits now. */
const RECENT_MS = 60_000;

const isRefused = (status: number): boolean => status >= 400 && status < 500;

/** Whether a gateway takes what this worker asks it: launches that it does not answer wait in their phase `checking`. */
export class GatewayAnswers {
  private last: { readonly status: number | undefined; readonly at: number } | undefined;

  constructor(private readonly options: GatewayAnswersOptions) {}

  /** `undefined`: it did not answer. */
  note(status: number | undefined): void {
    this.last = { status, at: this.options.timing.now() };
  }

  condition(): Condition {
    const { last, options } = this;
    if (last === undefined || options.timing.now() - last.at > RECENT_MS) return { status: 'up' };
    if (last.status === undefined)
      return this.degraded('does not answer', 'see that a gateway runs, and that GATEWAY_URL leads to it');
    if (isRefused(last.status))
      return this.degraded(
        `refuses this worker (${last.status})`,
        'give api, worker and gateway the same SESSION_ACCESS_SECRET and SESSIONS_DOMAIN, and see that GATEWAY_URL leads to a gateway',
      );
    return { status: 'up' };
  }

  private degraded(name: string, advice: string): Condition {
    const detail = `at ${this.options.gatewayUrl}, and launches wait for it`;
    return { status: 'degraded', problems: [{ name, detail, advice }] };
  }
}
