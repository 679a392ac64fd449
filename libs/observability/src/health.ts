/** `degraded`: it answers, and somebody should look. `down`: it cannot answer properly. */
export interface Check {
  readonly name: string;
  readonly check: () => Promise<{ status: 'up' | 'degraded' | 'down'; detail?: string }>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { status: 'up' | 'degraded' | 'down'; detail?: string }>>;
}

const TIMEOUT_MS = 2000;

const withTimeout = async (check: Check): ReturnType<Check['check']> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ status: 'down'; detail: string }>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'down', detail: `no answer within ${TIMEOUT_MS} ms` }), TIMEOUT_MS);
  });
  try {
    return await Promise.race([check.check(), late]);
  } catch (error) {
    return { status: 'down', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
};

/** Runs all checks side by side. Ready as long as none is down. */
export const readiness = async (checks: readonly Check[]): Promise<Readiness> => {
  const results = await Promise.all(checks.map(async (check) => [check.name, await withTimeout(check)] as const));
  return { ready: results.every(([, { status }]) => status !== 'down'), checks: Object.fromEntries(results) };
};
