import { demoToken } from './demo-token.js';
import { Program, type ProgramOptions } from './program.js';

/** A standalone as `npm start` runs it. */
export class StandaloneProcess extends Program {
  constructor(
    private readonly settings: NodeJS.ProcessEnv,
    options: ProgramOptions = {},
  ) {
    // nobody is told before its port closes that it is going to
    super('dist/programs/standalone.js', [], { SHUTDOWN_DELAY: '0', ...settings }, options);
  }

  /** Resolves with its URL when it is ready, and ever after. Rejects when it ends before. */
  ready(): Promise<string> {
    return this.says(/^renku-sessions ready (http:\S+)$/m);
  }

  /** The address to open in a browser that is to sign in. */
  openUrl(): Promise<string> {
    return this.says(/^open (http:\S+)$/m);
  }

  /** An access token of a demo user, as `npm run token` prints it. */
  async token(user: string): Promise<string> {
    return demoToken(user, { ...this.settings, PORT: new URL(await this.ready()).port });
  }
}
