import type Docker from 'dockerode';
import type { RunKey } from '../session-runtime.js';
import { ensureVolume } from './ensure-volume.js';
import { ifFound } from './if-found.js';
import type { InstallationScope } from './installation-scope.js';
import { type ObjectLabels, readLabels } from './object-labels.js';

/** `run`: it is to exist; the others say how far it has come, or that it is to end. */
export type NoteKind = 'run' | 'ready' | 'failed' | 'ending';

/**
 * What the daemon is to remember of a run beside its container, which comes late and cannot be changed: an empty volume each,
 * whose labels are the note. Making one that is there changes nothing and answers what is there, and a crash leaves none half:
 * drivers of several processes need no lock to agree (ADR 29).
 */
export class RunNotes {
  constructor(
    private readonly docker: Docker,
    private readonly scope: InstallationScope,
  ) {}

  /** Answers what the note says: what was there before stays. */
  async write(kind: NoteKind, key: RunKey, more: ObjectLabels = {}): Promise<ObjectLabels> {
    const name = this.scope.nameOfRun(kind, key);
    const labels = this.scope.labels({ kind, launch: key.launchId, run: String(key.run), ...more });
    await ensureVolume(this.docker, name, labels);
    return readLabels((await this.docker.getVolume(name).inspect()).Labels);
  }

  async read(kind: NoteKind, key: RunKey): Promise<ObjectLabels | undefined> {
    const volume = await ifFound(this.docker.getVolume(this.scope.nameOfRun(kind, key)).inspect());
    return volume && readLabels(volume.Labels);
  }

  async forget(kind: NoteKind, key: RunKey): Promise<void> {
    await ifFound(this.docker.getVolume(this.scope.nameOfRun(kind, key)).remove());
  }
}
