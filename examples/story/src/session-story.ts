/**
 * The main job, end to end: from a project to a running session, live, and back through its history.
 * At API_URL (with TOKEN, or the DATA_DIR of stores that run on this machine), else on a standalone of its own, with
 * `--processes` on its parts as processes of their own; exits 0 when all of it is true.
 */
import { ApiClient } from './api-client.js';
import { expectThat } from './expect-that.js';
import { startGitServer } from './git-server.js';
import { LiveEvents } from './live-events.js';
import { OpenSession } from './open-session.js';
import { runningSystem } from './running-system.js';
import { storyOptions } from './story-options.js';
import { tell } from './tell.js';

interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly status: string;
  readonly runtime: { readonly name: string; readonly imageUsed: boolean };
}

/** Pods of a cluster do not reach the loopback of whoever tells it. */
const { STORY_HOST: host = '127.0.0.1' } = process.env;
const git = await startGitServer({ 'answer.txt': 'The answer is 42.\n' }, host);
const system = await runningSystem('grace', storyOptions);
let live: LiveEvents | undefined;
try {
  const { what, url, token } = system;
  tell(`${what} is ready at ${url}`);
  const api = new ApiClient(url, token);
  const me = await api.call<{ displayName: string }>('GET', '/me');
  tell(`signed in as ${me.body.displayName}`);

  const project = (
    await api.call<{ projectId: string }>('POST', '/projects', { body: { name: 'Story', visibility: 'private' } })
  ).body;
  const ofProject = `/projects/${project.projectId}`;
  live = await LiveEvents.of(url, token, project.projectId);
  tell('created a project, and listens to it live');

  await api.call('POST', `${ofProject}/repositories`, { body: { url: git.url } });
  tell(`connected the code repository ${git.url}`);

  const catalogue = await api.call<{ environmentId: string; name: string }[]>('GET', '/environments');
  const [environment] = catalogue.body;
  if (environment === undefined) throw new Error('the catalogue is empty');
  const added = await api.call<{ sessionId: string; isDefault: boolean }>('POST', `${ofProject}/sessions`, {
    body: { environment: { source: 'catalogue', environmentId: environment.environmentId } },
  });
  const { sessionId } = added.body;
  tell(`added the environment “${environment.name}”: a session, and the project's default`);

  const session = await api.call<{ name: string }>('GET', `${ofProject}/sessions/${sessionId}`);
  await api.call('PATCH', `${ofProject}/sessions/${sessionId}`, {
    body: { name: 'First look', resources: { cpu: 1, memory: '1Gi' } },
    ifMatch: session.etag,
  });
  tell('configured it: a name and minimum resources');

  const { launchId } = (await api.call<Launch>('POST', `${ofProject}/launch`)).body;
  tell('launched the default session with one click');
  api.hasSeen(await live.first('SessionStarted'));
  const phases = live.all.filter(({ type }) => type === 'LaunchProgressed').map(({ data }) => data['phase']);
  tell(`saw it live: ${phases.filter(Boolean).join(' → ')} → running`);
  const launch = (await api.call<Launch>('GET', `/launches/${launchId}`)).body;
  expectThat(launch.status === 'running', 'the launch is running');
  tell(
    `it runs on the ${launch.runtime.name} runtime, which ${launch.runtime.imageUsed ? 'uses' : 'does not use'} the image`,
  );

  const way = (await api.call<{ url: string }>('POST', `/launches/${launchId}/access`)).body;
  const inside = await OpenSession.enter(way.url);
  const isJupyter = (await inside.fetch('GET', '/api/kernelspecs')).status === 200;
  if (isJupyter) {
    const file = await inside.fetch('GET', '/api/contents/analysis/answer.txt');
    expectThat(file.body.includes('The answer is 42.'), "the repository's file is in /work/analysis");
    const printed = await inside.run('print(6*7)');
    expectThat(printed === '42\n', 'a kernel prints 42');
    tell('opened JupyterLab: the file is in /work/analysis, and a kernel printed 42 over a WebSocket');
  } else {
    const file = await inside.fetch('GET', '/download?path=analysis/answer.txt');
    expectThat(file.body.includes('The answer is 42.'), "the repository's file is in /work/analysis");
    tell('opened the file view (no JupyterLab here): the file is in /work/analysis');
  }

  await api.call('POST', `/launches/${launchId}/pause`);
  api.hasSeen(await live.first('SessionPaused'));
  tell('paused it');
  await api.call('POST', `/launches/${launchId}/resume`);
  await live.first('SessionStarted', ({ data }) => data['run'] === 2);
  tell('resumed it: run 2, with the same /work');
  await api.call('POST', `/launches/${launchId}/stop`);
  api.hasSeen(await live.first('SessionStopped'));
  tell('stopped it');

  const lines = (await api.call<string>('GET', `${ofProject}/history`, { accept: 'application/x-ndjson' })).body;
  const history = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; position: string; at: string });
  const own = (await api.call<{ timeline: { type: string }[] }>('GET', `/launches/${launchId}`)).body.timeline;
  const commits = live.all.find(({ type }) => type === 'SessionStarted')?.data['commits'];
  expectThat(JSON.stringify(commits).includes(git.commit), 'the commit that was cloned is in the log');
  const seen = live.all.map(({ position }) => position);
  expectThat(
    history.every(({ position }) => seen.includes(position)),
    'the live feed had no gap',
  );
  tell(
    `replayed the history: ${history.length} events of the project, ${own.length} of the launch, all seen live before`,
  );

  const before = history.find(({ type }) => type === 'SessionConfigured');
  const then = await api.call<{ name: string }[]>(
    'GET',
    `${ofProject}/sessions?at=${String(BigInt(before?.position ?? '0') - 1n)}`,
  );
  expectThat(then.body[0]?.name === session.body.name, 'before it was configured it had its first name');
  tell(`travelled back to before it was configured: it was called “${session.body.name}”`);
  tell('done');
} finally {
  live?.close();
  await system.end();
  await git.close();
}
