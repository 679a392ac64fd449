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

/** What this computer has to run sessions with. Looked for when the first one starts, then kept. */
export class LocalPrograms {
  private chosen: Promise<ChosenPrograms> | undefined;

  constructor(
    private readonly options: LocalProgramsOptions,
    private readonly log: Log,
  ) {}

  async choose(): Promise<ChosenPrograms> {
    this.chosen ??= this.look().catch((error: unknown) => {
      this.chosen = undefined; // Look again next time: it may have been repaired.
      throw error;
    });
    return this.chosen;
  }

  /** Resolves when nothing is being looked for. */
  async settled(): Promise<void> {
    await this.chosen?.catch(() => undefined);
  }

  private async look(): Promise<ChosenPrograms> {
    const [frontEnd, git] = [await this.frontEnd(), await findExecutable(this.options.git ?? 'git')];
    this.log('local-runtime.programs', { ...frontEnd, git });
    return { frontEnd, git };
  }

  private async frontEnd(): Promise<FrontEnd> {
    const { jupyter = 'jupyter-lab' } = this.options;
    const command = jupyter === 'none' ? undefined : await findExecutable(jupyter);
    if (command === undefined && this.options.jupyter !== undefined && jupyter !== 'none') {
      throw new Error(`There is no executable ${jupyter}. Correct the path of jupyter-lab, or leave it out.`);
    }
    if (command === undefined) return { kind: 'file-view' };
    return { kind: 'jupyter', command, bubblewrap: await this.bubblewrap(command) };
  }

  private async bubblewrap(command: string): Promise<string | undefined> {
    const { bubblewrap = 'bwrap' } = this.options;
    if (bubblewrap === 'none' || process.platform !== 'linux') return undefined;
    const found = await findExecutable(bubblewrap);
    const problem = found === undefined ? 'not installed' : await sandboxProblem(found, command);
    if (problem === undefined) return found;
    this.log('local-runtime.no-sandbox', { problem });
    return undefined;
  }
}
