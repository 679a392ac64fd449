import { setTimeout as delay } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { type Problem, type StandingProblem, StandingProblems } from './standing-problems.js';

/** `degraded`: it answers, and somebody should look. `down`: it cannot answer properly. */
export interface Condition {
  readonly status: 'up' | 'degraded' | 'down';
  /** All that is to be said in one text; where there are problems, what they are. */
  readonly detail?: string;
  readonly problems?: readonly Problem[];
}

export interface Check {
  readonly name: string;
  /** What to do where it is down and says no more than that. */
  readonly advice?: string;
  readonly check: () => Condition | Promise<Condition>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Omit<Condition, 'problems'>>>;
  /** Of all checks, each on its own. */
  readonly problems: readonly StandingProblem[];
}

interface Checked extends Condition {
  readonly name: string;
  readonly advice?: string | undefined;
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

const sentence = ({ name, detail, advice }: Problem): string =>
  advice === undefined ? `${name}: ${detail}` : `${name}: ${detail}; ${advice}`;

/** `detail` alone says as much as the problems do. */
const summaryOf = ({ status, detail, problems = [] }: Checked): Omit<Condition, 'problems'> => {
  const said = detail ?? (problems.length === 0 ? undefined : problems.map(sentence).join('; '));
  return said === undefined ? { status } : { status, detail: said };
};

const problemsOf = ({ name, status, detail, problems, advice }: Checked): Omit<StandingProblem, 'since'>[] => {
  if (status === 'up') return [];
  const found: readonly Problem[] = problems ?? [{ name, detail: detail ?? status, advice }];
  return found.map((problem) => ({ check: name, status, ...problem }));
};

/**
 * Whether this process can serve; whoever owns a part of it adds a check. Not ready before it has started, nor from the moment on
 * that it is told to end: for `shutdownDelayMs` it goes on serving, so that whoever sends it requests learns to send them
 * elsewhere before its port closes.
 */
export class Health implements OnModuleDestroy {
  private readonly checks: Check[] = [];
  private phase: 'starting' | 'started' | 'ending' = 'starting';

  constructor(
    private readonly shutdownDelayMs: number,
    private readonly standing = new StandingProblems(),
  ) {}

  add(check: Check): void {
    this.checks.push(check);
  }

  /** Everything is open and listens. */
  started(): void {
    this.phase = 'started';
  }

  /** Runs all checks side by side. Ready as long as none is down. */
  async readiness(): Promise<Readiness> {
    const checked = await Promise.all(
      this.checks.map(
        async (check): Promise<Checked> => ({ advice: check.advice, ...(await withTimeout(check)), name: check.name }),
      ),
    );
    if (this.phase !== 'started') checked.push({ name: 'process', status: 'down', detail: this.phase });
    return {
      ready: checked.every(({ status }) => status !== 'down'),
      checks: Object.fromEntries(checked.map((one) => [one.name, summaryOf(one)])),
      problems: this.standing.found(checked.flatMap(problemsOf)),
    };
  }

  /** Nest's first step of an end, before any port closes. */
  async onModuleDestroy(): Promise<void> {
    this.phase = 'ending';
    await delay(this.shutdownDelayMs);
  }
}
