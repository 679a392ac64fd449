import { Program, type ProgramOptions } from './program.js';

/** Below what tests wait for their hooks, so that a start that fails says why. */
const START_MS = 80_000;

export type PartName = 'stores' | 'api' | 'worker' | 'gateway';

/** One part of the program as a process of its own, as `npm run start:<part>` runs it. */
export class PartProcess extends Program {
  constructor(
    readonly part: PartName,
    settings: NodeJS.ProcessEnv,
    options: ProgramOptions = {},
  ) {
    super(`dist/programs/${part}.js`, [], settings, options);
  }

  /** Resolves with its URL when it is ready, and ever after. Rejects when it ends before. */
  ready(): Promise<string> {
    return this.says(new RegExp(`^renku-sessions ${this.part} ready (http:\\S+)`, 'm'), START_MS);
  }
}
