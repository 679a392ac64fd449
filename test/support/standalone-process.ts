import { Program, type ProgramOptions } from './program.js';

/** Below what tests wait for their hooks, so that a start that fails says why. */
const START_MS = 45_000;

/** A standalone as `npm start` runs it. */
export class StandaloneProcess extends Program {
  constructor(
    private readonly settings: NodeJS.ProcessEnv,
    options: ProgramOptions = {},
  ) {
    super('dist/apps/standalone/src/main.js', [], settings, options);
  }

  /** Resolves with its URL when it is ready, and ever after. Rejects when it ends before. */
  ready(): Promise<string> {
    return this.says(/^renku-sessions ready (http:\S+)$/m, START_MS);
  }

  /** An access token of a demo user, as `npm run token` prints it. */
  async token(user: string): Promise<string> {
    const env = { ...this.settings, PORT: new URL(await this.ready()).port };
    const { code, stdout, stderr } = await new Program('dist/apps/standalone/src/token.js', [user], env).ended();
    if (code !== 0) throw new Error(`no token for ${user}: ${stderr}`);
    return stdout.trim();
  }
}
