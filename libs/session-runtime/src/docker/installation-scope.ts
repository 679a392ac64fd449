import { createHash } from 'node:crypto';
import type { RunKey } from '../session-runtime.js';
import { filterBy } from './filter-by.js';
import { type ObjectLabels, writeLabels } from './object-labels.js';

/** What belongs to one installation at a daemon that several may share: what it is called, and what is said of it. */
export class InstallationScope {
  /** With which the names of all objects begin. */
  readonly prefix: string;

  constructor(readonly installation: string) {
    this.prefix = `renku-${createHash('sha256').update(installation).digest('hex').slice(0, 8)}-`;
  }

  name(kind: string, id: string): string {
    if (!/^[\w.-]{1,200}$/.test(id)) throw new Error(`${JSON.stringify(id)} cannot be part of the name of a ${kind}.`);
    return `${this.prefix}${kind}-${id}`;
  }

  nameOfRun(kind: string, { launchId, run }: RunKey): string {
    return this.name(kind, `${launchId}-${run}`);
  }

  labels(labels: ObjectLabels): Record<string, string> {
    return writeLabels({ installation: this.installation, ...labels });
  }

  /** For listing: what is this installation's. */
  get filters(): { label: string[] } {
    return filterBy('installation', this.installation);
  }

  owns({ installation }: ObjectLabels): boolean {
    return installation === this.installation;
  }
}
