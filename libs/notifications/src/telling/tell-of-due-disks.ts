import type { Timing } from '#libs/event-sourcing';
import type { DueDisk } from '#libs/launches';

interface Telling {
  readonly due: (now: Date) => AsyncIterable<readonly DueDisk[]>;
  /** Once for each disk and expiry, however often it is called. */
  readonly tell: (disk: DueDisk) => Promise<void>;
  /** It is tried again in the next interval, and the others are told. */
  readonly onFailure: (disk: DueDisk, error: unknown) => void;
  /** After an interval's look in which nothing failed. */
  readonly onAllTold?: () => void;
  readonly now: () => Date;
  readonly intervalMs: number;
  readonly timing: Timing;
  readonly signal: AbortSignal;
}

const nameOf = ({ diskId, expiresAt }: DueDisk): string => `${diskId} ${expiresAt}`;

/** What is due now; whom this process has told before is not told again, which an inbox would find out for each. */
const tellOnce = async (telling: Telling, before: ReadonlySet<string>): Promise<Set<string>> => {
  const told = new Set<string>();
  let failed = 0;
  for await (const page of telling.due(telling.now()))
    for (const disk of page) {
      if (telling.signal.aborted) return told;
      if (before.has(nameOf(disk)) || (await isTold(disk, telling))) told.add(nameOf(disk));
      else failed += 1;
    }
  if (failed === 0) telling.onAllTold?.();
  return told;
};

const isTold = async (disk: DueDisk, { tell, onFailure }: Telling): Promise<boolean> => {
  try {
    await tell(disk);
    return true;
  } catch (error) {
    onFailure(disk, error);
    return false;
  }
};

/** Rule 9: "a notice 2 days before". Looks once an interval, until the signal aborts. */
export const tellOfDueDisks = async (telling: Telling): Promise<void> => {
  let told: ReadonlySet<string> = new Set();
  while (!telling.signal.aborted) {
    told = await tellOnce(telling, told);
    await telling.timing.sleep(telling.intervalMs, telling.signal);
  }
};
