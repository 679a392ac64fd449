import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type Result } from 'axe-core';
import WebSocket from 'ws';
import { until } from '../../support/until.js';
import { BidiSession } from './bidi-session.js';

const KEYS = {
  Enter: '\uE007',
  Tab: '\uE004',
  Shift: '\uE008',
  Space: ' ',
  Escape: '\uE00C',
  ArrowDown: '\uE015',
} as const;
export type Key = keyof typeof KEYS;

/** What a person would call what has the focus. */
const FOCUSED = `(({ activeElement: it }) =>
  it === document.body ? '' : (it.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText))(document)`;

const DOES_SOMETHING = `document.activeElement?.ariaDisabled !== 'true'`;

/** A page of Debian's Firefox, driven by WebDriver BiDi: Playwright wants a Firefox of its own build. Keys are all it can press. */
export class Firefox {
  private constructor(
    private readonly program: ChildProcess,
    private readonly profile: string,
    private readonly session: BidiSession,
    private readonly context: string,
  ) {}

  static async start(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'renku-sessions-firefox-'));
    const program = spawn(executable, ['--headless', '--remote-debugging-port', '0', '--profile', profile], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: profile },
    });
    try {
      const socket = new WebSocket(`${await listeningAddress(program)}/session`);
      await once(socket, 'open');
      const session = new BidiSession(socket);
      await session.send('session.new', { capabilities: {} });
      const { context } = await session.send('browsingContext.create', { type: 'tab' });
      return new Firefox(program, profile, session, String(context));
    } catch (error) {
      await end(program, profile);
      throw error;
    }
  }

  async open(url: string): Promise<void> {
    await this.session.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  async resize(width: number): Promise<void> {
    await this.session.send('browsingContext.setViewport', { context: this.context, viewport: { width, height: 900 } });
  }

  async evaluate<T>(expression: string): Promise<T> {
    return (await this.session.evaluate(this.context, `(async () => JSON.stringify(await (${expression})))()`)) as T;
  }

  async press(key: Key): Promise<void> {
    await this.type(KEYS[key]);
  }

  async type(text: string): Promise<void> {
    const actions = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const keyboard = { type: 'key', id: 'keyboard', actions };
    await this.session.send('input.performActions', { context: this.context, actions: [keyboard] });
  }

  /** Presses Tab until that has the focus. What does nothing yet is waited for. */
  async tabTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      const focused = (await this.evaluate<string>(FOCUSED)).trim();
      if (name.test(focused)) {
        await until(`“${focused}” does something`, () => this.evaluate<boolean>(DOES_SOMETHING));
        return;
      }
      passed.push(focused.slice(0, 40));
      await this.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)} but to ${passed.join(', ')}`);
  }

  async sees(words: string): Promise<void> {
    let seen = '';
    const look = async (): Promise<boolean> => {
      // nothing is seen of a page that is being left
      seen = await this.evaluate<string>("document.body?.innerText ?? ''").catch(String);
      return seen.includes(words);
    };
    await until(() => `the page says “${words}” but “${seen}”`, look, 40_000);
  }

  async violations(): Promise<string[]> {
    await this.session.evaluate(this.context, `${axe.source};''`);
    const violations = await this.evaluate<Result[]>('axe.run().then(({ violations }) => violations)');
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  async close(): Promise<void> {
    this.session.close();
    await end(this.program, this.profile);
  }
}

const listeningAddress = async (program: ChildProcess): Promise<string> => {
  let said = '';
  program.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return until(
    () => `Firefox says where it listens: ${said}`,
    () => /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1],
    60_000,
  );
};

const end = async (program: ChildProcess, profile: string): Promise<void> => {
  if (program.exitCode === null && program.signalCode === null) {
    program.kill();
    await once(program, 'exit');
  }
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
};
