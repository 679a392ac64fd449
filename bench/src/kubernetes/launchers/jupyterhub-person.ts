import type { Requests } from '../../requests.js';
import type { Person } from './launcher.js';

interface Progress {
  readonly ready?: boolean;
  readonly failed?: boolean;
  readonly message?: string;
}

/** With the page that shows how far their server is, which follows the hub's own report of it. */
export class JupyterHubPerson implements Person {
  private ready: Promise<number> | undefined;

  constructor(
    private readonly name: string,
    private readonly requests: Requests,
  ) {}

  async launch(): Promise<string> {
    await this.requests.send('POST', `/users/${this.name}/server`);
    this.ready = this.follow();
    this.ready.catch(() => undefined);
    return this.name;
  }

  untilReady(): Promise<number> {
    return this.ready ?? Promise.reject(new Error('Nothing was launched.'));
  }

  async leave(): Promise<void> {
    await this.requests.send('DELETE', `/users/${this.name}/server`);
    this.requests.close();
  }

  private async follow(): Promise<number> {
    for await (const line of this.requests.lines(`/users/${this.name}/server/progress`)) {
      if (!line.startsWith('data: ')) continue;
      const progress = JSON.parse(line.slice('data: '.length)) as Progress;
      if (progress.ready === true) return performance.now();
      if (progress.failed === true) throw new Error(`JupyterHub failed: ${progress.message ?? ''}`);
    }
    throw new Error('JupyterHub said nothing of how it ended.');
  }
}
