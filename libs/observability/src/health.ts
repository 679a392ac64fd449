import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';

/** `degraded`: it answers, and somebody should look. `down`: it cannot answer properly. */
export interface Condition {
  readonly status: 'up' | 'degraded' | 'down';
  readonly detail?: string;
}

export interface Check {
  readonly name: string;
  readonly check: () => Condition | Promise<Condition>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Condition>>;
}

const TIMEOUT_MS = 2000;

const withTimeout = async ({ check }: Check): Promise<Condition> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Condition>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'down', detail: `no answer within ${TIMEOUT_MS} ms` }), TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { status: 'down', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Whether this process can serve; whoever owns a part of it adds a check. Not ready before it has started, nor from the moment on
 * that it is told to end: for `shutdownDelayMs` it goes on serving, so that whoever sends it requests learns to send them
 * elsewhere before its port closes.
 */
export class Health implements OnModuleDestroy {
  private readonly checks: Check[] = [];
  private phase: 'starting' | 'started' | 'ending' = 'starting';

  constructor(private readonly shutdownDelayMs: number) {}

  add(check: Check): void {
    this.checks.push(check);
  }

  /** Everything is open and listens. */
  started(): void {
    this.phase = 'started';
  }

  /** Runs all checks side by side. Ready as long as none is down. */
  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      this.checks.map(async (check) => [check.name, await withTimeout(check)] as const),
    );
    const own: Record<string, Condition> =
      this.phase === 'started' ? {} : { process: { status: 'down', detail: this.phase } };
    const checks = { ...Object.fromEntries(results), ...own };
    return { ready: Object.values(checks).every(({ status }) => status !== 'down'), checks };
  }

  /** Nest's first step of an end, before any port closes. */
  async onModuleDestroy(): Promise<void> {
    this.phase = 'ending';
    await delay(this.shutdownDelayMs);
  }
}
