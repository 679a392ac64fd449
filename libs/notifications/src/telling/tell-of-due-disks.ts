import type { Timing } from '#libs/event-sourcing';
import type { DueDisk } from '#libs/launches';

interface Telling {
  readonly due: (now: Date) => AsyncIterable<readonly DueDisk[]>;
  /** Once for each disk and expiry, however often it is called. */
  readonly tell: (disk: DueDisk) => Promise<void>;
  readonly now: () => Date;
  readonly intervalMs: number;
  readonly timing: Timing;
  readonly signal: AbortSignal;
}

const nameOf = ({ diskId, expiresAt }: DueDisk): string => `${diskId} ${expiresAt}`;

/** What is due now; whom this process has told before is not told again, which an inbox would find out for each. */
const tellOnce = async ({ due, tell, now, signal }: Telling, before: ReadonlySet<string>): Promise<Set<string>> => {
  const told = new Set<string>();
  for await (const page of due(now()))
    for (const disk of page) {
      if (signal.aborted) return told;
      if (!before.has(nameOf(disk))) await tell(disk);
      told.add(nameOf(disk));
    }
  return told;
};

/** Rule 9: "a notice 2 days before". Looks once an interval, until the signal aborts. */
export const tellOfDueDisks = async (telling: Telling): Promise<void> => {
  let told: ReadonlySet<string> = new Set();
  while (!telling.signal.aborted) {
    told = await tellOnce(telling, told);
    await telling.timing.sleep(telling.intervalMs, telling.signal);
  }
};
