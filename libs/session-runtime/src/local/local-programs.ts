import { type FrontEnd, findExecutable } from './front-end.js';
import { sandboxProblem } from './sandbox.js';

export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

export interface LocalProgramsOptions {
  /** Path of jupyter-lab; found on PATH when absent; 'none': the file view even where there is one. */
  readonly jupyter?: string | undefined;
  /** Path of git; found on PATH when absent. */
  readonly git?: string | undefined;
  /** Path of bwrap; found on PATH when absent; 'none': no real /work even where there is one. Linux only. */
  readonly bubblewrap?: string | undefined;
}

export interface ChosenPrograms {
  readonly frontEnd: FrontEnd;
  readonly git: string | undefined;
}

/** A jupyter-lab was named, and nothing that can be run is there. */
export const isMissing = ({ jupyter }: LocalProgramsOptions): boolean =>
  jupyter !== undefined && jupyter !== 'none' && findExecutable(jupyter) === undefined;

/** What this computer has to run sessions with. Looked for when the first one starts, then kept. */
export class LocalPrograms {
  private chosen: Promise<ChosenPrograms> | undefined;

  constructor(
    private readonly options: LocalProgramsOptions,
    private readonly log: Log,
  ) {}

  async choose(): Promise<ChosenPrograms> {
    if (isMissing(this.options)) return this.look(); // Not kept: it may be repaired.
    this.chosen ??= this.look();
    return this.chosen;
  }

  /** Resolves when nothing is being looked for. */
  async settled(): Promise<void> {
    await this.chosen?.catch(() => undefined);
  }

  private async look(): Promise<ChosenPrograms> {
    const [frontEnd, git] = [await this.frontEnd(), findExecutable(this.options.git ?? 'git')];
    this.log('local-runtime.programs', { ...frontEnd, git });
    return { frontEnd, git };
  }

  private async frontEnd(): Promise<FrontEnd> {
    const { jupyter = 'jupyter-lab' } = this.options;
    // its runs fail and say why; the file view instead would puzzle people
    if (isMissing(this.options)) return { kind: 'jupyter', command: jupyter };
    const command = jupyter === 'none' ? undefined : findExecutable(jupyter);
    if (command === undefined) return { kind: 'file-view' };
    return { kind: 'jupyter', command, bubblewrap: await this.bubblewrap(command) };
  }

  private async bubblewrap(command: string): Promise<string | undefined> {
    const { bubblewrap = 'bwrap' } = this.options;
    if (bubblewrap === 'none' || process.platform !== 'linux') return undefined;
    const found = findExecutable(bubblewrap);
    const problem = found === undefined ? 'not installed' : await sandboxProblem(found, command);
    if (problem === undefined) return found;
    this.log('local-runtime.no-sandbox', { problem });
    return undefined;
  }
}
