import type { Counted } from '#libs/event-sourcing';

/** How many sessions. */
export interface LoadCounts {
  readonly running: number;
  readonly starting: number;
  /** For a place among their user's, or for room. */
  readonly waiting: number;
  /** Are being paused or stopped. */
  readonly ending: number;
}

interface NamedClass {
  readonly resourceClassId: string;
  readonly name: string;
}

/** Without a class: those that got what they asked for, where no class was offered. */
export type ClassLoad = LoadCounts & { readonly resourceClass?: NamedClass & { readonly offered: boolean } };

export interface Load {
  readonly total: LoadCounts;
  readonly classes: readonly ClassLoad[];
}

/** What launches are counted by, in this order, for `loadOf`. */
export const loadFields = [
  'status',
  'phase',
  'configuration.resourceClass.resourceClassId',
  'configuration.resourceClass.name',
] as const;

const none: LoadCounts = { running: 0, starting: 0, waiting: 0, ending: 0 };
/** Of the phases of a launching run those in which nothing is kept for it yet, as in the ledger of usage. */
const waiting: ReadonlySet<unknown> = new Set([undefined, 'queued', 'scheduling']);

const kindOf = (status: unknown, phase: unknown): keyof LoadCounts => {
  if (status === 'running') return 'running';
  if (status !== 'launching') return 'ending';
  return waiting.has(phase) ? 'waiting' : 'starting';
};

const added = (counts: LoadCounts, { values: [status, phase], count }: Counted): LoadCounts => {
  const kind = kindOf(status, phase);
  return { ...counts, [kind]: counts[kind] + count };
};

const byName = (a: ClassLoad, b: ClassLoad): number => {
  if (a.resourceClass === undefined || b.resourceClass === undefined) return a.resourceClass === undefined ? 1 : -1;
  return a.resourceClass.name.localeCompare(b.resourceClass.name);
};

/** Launches that live, counted by `loadFields`, and the classes that are offered, by their names of today. */
export const loadOf = (counted: readonly Counted[], offered: readonly NamedClass[]): Load => {
  const classes = new Map<unknown, ClassLoad>(
    offered.map(({ resourceClassId, name }) => [
      resourceClassId,
      { resourceClass: { resourceClassId, name, offered: true }, ...none },
    ]),
  );
  for (const group of counted) {
    const [, , resourceClassId, name] = group.values as (string | undefined)[];
    const known = classes.get(resourceClassId) ?? {
      ...none,
      ...(resourceClassId !== undefined && {
        resourceClass: { resourceClassId, name: name ?? resourceClassId, offered: false },
      }),
    };
    classes.set(resourceClassId, { ...known, ...added(known, group) });
  }
  return { total: counted.reduce(added, none), classes: [...classes.values()].sort(byName) };
};
