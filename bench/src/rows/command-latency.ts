import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { waitedForProcessor } from '../../../test/support/waited-for-processor.js';
import { latencyRow } from '../latencies.js';
import type { Measurement } from '../measurement.js';
import { startStandalone } from '../programs.js';
import { Requests } from '../requests.js';

/** As many as one socket may listen to: each is renamed again only when it was answered long ago. */
const PROJECTS = 50;
const PER_SECOND = 100;
/** At a rate that a program carries whose code is not compiled yet: of more than 50 requests under way each is refused. */
const WARM_UP = { count: 300, perSecond: 30 };
const MEASURED = { count: 1_000, perSecond: PER_SECOND };

interface Samples {
  readonly accepted: number[];
  readonly document: number[];
  readonly frame: number[];
}

/** Frames by their position, whoever comes first: the frame or the command's answer. */
class Frames {
  private readonly arrived = new Map<string, number>();
  private readonly awaited = new Map<string, (at: number) => void>();

  constructor(socket: Socket) {
    socket.on('event', ({ position }: { position: string }) => {
      const now = performance.now();
      const waiting = this.awaited.get(position);
      if (waiting === undefined) this.arrived.set(position, now);
      else waiting(now);
      this.awaited.delete(position);
    });
  }

  at(position: string): Promise<number> {
    const arrived = this.arrived.get(position);
    if (arrived !== undefined) return Promise.resolve(arrived);
    return new Promise((resolve) => this.awaited.set(position, resolve));
  }
}

const connect = async (url: string, token: string, projects: readonly string[]): Promise<Socket> => {
  const socket = io(url, { auth: { token }, transports: ['websocket'] });
  for (const project of projects) {
    const answer = (await socket.timeout(10_000).emitWithAck('subscribe', { project })) as { ok: boolean };
    if (!answer.ok) throw new Error(`cannot listen: ${JSON.stringify(answer)}`);
  }
  return socket;
};

interface Project {
  readonly path: string;
  etag: string;
  /** Resolves when its last command is answered, whose ETag the next one needs. */
  answered: Promise<void>;
}

/** One command: until it is accepted, until its document can be read, until its frame is there. All from its sending. */
const measure = async (
  requests: Requests,
  frames: Frames,
  project: Project,
  name: string,
): Promise<[number, number, number]> => {
  const { path } = project;
  const sent = performance.now();
  const answer = project.answered.then(() => requests.send('PATCH', path, { body: { name }, ifMatch: project.etag }));
  project.answered = answer.then(
    ({ headers }) => void (project.etag = String(headers.etag)),
    () => undefined,
  );
  const position = String((await answer).headers['position']);
  const accepted = performance.now();
  const [document, frame] = await Promise.all([
    requests.send('GET', path, { minPosition: position }).then(() => performance.now()),
    frames.at(position),
  ]);
  return [accepted - sent, document - sent, frame - sent];
};

/** Commands come at their times, whether the ones before are answered or not. */
const load = async (
  requests: Requests,
  frames: Frames,
  projects: readonly Project[],
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
): Promise<Samples> => {
  const begun = performance.now();
  const measured: Promise<[number, number, number]>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = begun + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const project = projects[index % projects.length];
    if (project === undefined) continue;
    const one = measure(requests, frames, project, `Name ${index} of ${count}`);
    // it fails below, for all of them
    one.catch(() => undefined);
    measured.push(one);
  }
  const all = await Promise.all(measured);
  return {
    accepted: all.map(([accepted]) => accepted),
    document: all.map(([, document]) => document),
    frame: all.map(([, , frame]) => frame),
  };
};

/** A started standalone at 100 commands a second over 50 projects, one socket listening to all of them. */
export const commandLatency = async (directory: string): Promise<Measurement[]> => {
  const standalone = await startStandalone(join(directory, 'latency'));
  const [url, token] = [await standalone.ready(), await standalone.token('grace')];
  const requests = new Requests(url, token, 64);
  let socket: Socket | undefined;
  try {
    const ids: string[] = [];
    const projects: Project[] = [];
    for (let index = 0; index < PROJECTS; index += 1) {
      const { body, headers } = await requests.send('POST', '/projects', { body: { name: `Project ${index}` } });
      const { projectId } = body as { projectId: string };
      ids.push(projectId);
      projects.push({ path: `/projects/${projectId}`, etag: String(headers.etag), answered: Promise.resolve() });
    }
    socket = await connect(url, token, ids);
    const frames = new Frames(socket);
    await load(requests, frames, projects, WARM_UP);
    const [begun, before] = [performance.now(), await waitedForProcessor(standalone.pid)];
    const { accepted, document, frame } = await load(requests, frames, projects, MEASURED);
    const waited = ((await waitedForProcessor(standalone.pid)) - before) / (performance.now() - begun);
    return [
      latencyRow(`command accepted, at ${PER_SECOND}/s`, accepted),
      latencyRow('… → its document readable over the API', document, { p50: 5, p99: 12 }),
      latencyRow('… → its frame at a socket', frame, { p50: 4, p99: 10 }),
      {
        what: '… meanwhile the standalone waited for a processor',
        goal: '–',
        measured: `${(waited * 100).toFixed(1)} % of the time`,
        met: undefined,
        values: { waited },
      },
    ];
  } finally {
    socket?.close();
    requests.close();
    await standalone.end();
  }
};
