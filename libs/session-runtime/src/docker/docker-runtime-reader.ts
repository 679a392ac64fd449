import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { RuntimeProblems } from '../runtime-problems.js';
import { headersOf } from '../session-headers.js';
import type { Endpoint, RuntimeFacts, SessionRuntimeReader } from '../session-runtime-reader.js';
import { sessionToken } from '../session-token.js';
import { archiveVolume } from './archive-volume.js';
import { filterBy } from './filter-by.js';
import { ifFound } from './if-found.js';
import { lastLinesOf } from './last-lines-of.js';
import { lookAtRuns } from './look-at-runs.js';
import { observedOf } from './observed-of.js';
import type { RunObjects } from './run-objects.js';
import { withTimeLimits } from './with-time-limits.js';

/** Asks the engine whenever it is asked. A launch is of one installation, which its objects name. */
export class DockerRuntimeReader implements SessionRuntimeReader {
  readonly facts: RuntimeFacts = { name: 'docker', imageUsed: true, limitsEnforced: true };

  private readonly docker: Docker;

  constructor(
    docker: Docker,
    private readonly secret: string,
    problems?: RuntimeProblems,
  ) {
    this.docker = withTimeLimits(docker, { problems });
  }

  async endpoint(launchId: string): Promise<Endpoint | undefined> {
    const run = (await this.runsOf(launchId)).find((each) => observedOf(each)?.status === 'ready');
    const container = run?.container;
    if (run === undefined || container?.port === undefined) return undefined;
    const { installation = '', 'landing-path': landingPath = '/', 'front-end': kind } = container.labels;
    const frontEnd = kind === 'http' ? 'http' : 'jupyter';
    const token = sessionToken(this.secret, installation, run.key);
    return {
      ...run.key,
      origin: `http://127.0.0.1:${container.port}`,
      headers: headersOf({ frontEnd, token }),
      landingPath,
    };
  }

  async logs(launchId: string, tail: number): Promise<string> {
    const { container } = (await this.runsOf(launchId)).findLast(({ container: its }) => its !== undefined) ?? {};
    if (container === undefined || tail < 1) return '';
    const printed = this.docker.getContainer(container.id).logs({ stdout: true, stderr: true, tail });
    return lastLinesOf((await ifFound(printed)) ?? Buffer.alloc(0), tail);
  }

  archive(diskId: string): Promise<Readable | undefined> {
    return archiveVolume(this.docker, diskId);
  }

  private async runsOf(launchId: string): Promise<RunObjects[]> {
    const runs = await lookAtRuns(this.docker, filterBy('launch', launchId));
    return runs.sort((one, other) => one.key.run - other.key.run);
  }
}
