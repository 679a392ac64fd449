import type { MemberName } from '../../support/deployment.js';

const ANSWER_MS = 20_000;

/** What is asked of each API again and again, by somebody who knows what the answer must be at least. */
export interface Watched {
  readonly token: string;
  readonly projectId: string;
  readonly launchId: string;
  /** Of the launch, which goes on through it all. */
  readonly run: number;
}

/** How far the watched project was renamed: every answer to a reader who names the position must be as new. */
export interface Written {
  readonly position: string;
  readonly revision: number;
}

/** Of the resource that an answer shows. */
export const revisionOf = (headers: Headers): number =>
  Number(/\d+/.exec(headers.get('etag') ?? '')?.[0] ?? Number.NaN);

/** Reads from one API while it is in service, and notes every answer that is older than it may be. */
export class VersionWatch {
  readonly problems: string[] = [];
  reads = 0;
  /** Answered 503: it could not tell within its time, and said so. */
  refusals = 0;
  private lastRevision: number;
  private isEnded = false;
  private readonly reading: Promise<void>;

  constructor(
    readonly member: MemberName,
    private readonly url: string,
    private readonly watched: Watched,
    /** What was written when it was started: who is ready shows it, whoever asks. */
    { revision }: Written,
    private readonly written: () => Written,
  ) {
    this.lastRevision = revision;
    this.reading = this.read();
  }

  /** Resolves when the last answer is there: from now on the API may go. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.reading;
  }

  private async read(): Promise<void> {
    while (!this.isEnded) {
      await this.readOwnWrite();
      await this.readAgain();
      await this.readLists();
      await this.readLaunch();
    }
  }

  private async readOwnWrite(): Promise<void> {
    const { position, revision } = this.written();
    const answer = await this.get(`/projects/${this.watched.projectId}`, { 'Min-Position': position });
    if (answer === undefined) return;
    const seen = revisionOf(answer.headers);
    if (!(seen >= revision)) this.note(`revision ${seen} at ${position}, where ${revision} was written`);
  }

  /** Without a position it may be old, and never older than before. */
  private async readAgain(): Promise<void> {
    const answer = await this.get(`/projects/${this.watched.projectId}`);
    if (answer === undefined) return;
    const seen = revisionOf(answer.headers);
    if (!(seen >= this.lastRevision)) this.note(`revision ${seen} after ${this.lastRevision}`);
    else this.lastRevision = seen;
  }

  private async readLists(): Promise<void> {
    for (const path of ['/projects', '/environments', `/projects/${this.watched.projectId}/sessions`]) {
      const answer = await this.get(path);
      if (answer !== undefined && (answer.body as unknown[]).length === 0) this.note(`${path} is empty`);
    }
  }

  private async readLaunch(): Promise<void> {
    const answer = await this.get(`/launches/${this.watched.launchId}`);
    if (answer === undefined) return;
    const { status, run } = answer.body as { status: string; run: number };
    if (status !== 'running' || run !== this.watched.run) this.note(`the launch is ${status} in run ${run}`);
  }

  private async get(
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ headers: Headers; body: unknown } | undefined> {
    try {
      const response = await fetch(`${this.url}/api/v1${path}`, {
        headers: { Authorization: `Bearer ${this.watched.token}`, ...headers },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const body: unknown = await response.json();
      this.reads += 1;
      if (response.status === 200) return { headers: response.headers, body };
      if (response.status === 503) this.refusals += 1;
      else this.note(`${path} was answered ${response.status} ${JSON.stringify(body)}`);
    } catch (error) {
      this.note(`${path}: ${String(error)}`);
    }
    return undefined;
  }

  private note(problem: string): void {
    this.problems.push(`${this.member}: ${problem}`);
  }
}
