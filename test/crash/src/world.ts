/** A project that the users act on. */
export interface KnownProject {
  readonly projectId: string;
  /** Its owner's name. */
  readonly owner: string;
  readonly sessions: Set<string>;
}

/** What the users know of what they have made, as far as they were told. */
export class World {
  readonly projects: KnownProject[] = [];
  /** Launches by user's name. */
  readonly launches = new Map<string, Set<string>>();

  constructor(
    readonly environmentId: string,
    /** User ids by name. */
    readonly people: ReadonlyMap<string, string>,
  ) {}

  launchesOf(name: string): Set<string> {
    const known = this.launches.get(name) ?? new Set();
    this.launches.set(name, known);
    return known;
  }
}
