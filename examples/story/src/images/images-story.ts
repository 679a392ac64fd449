/**
 * The pitch's own problem, end to end: which image a session uses, what is new in a newer one, and who decides. A commit is pushed, a
 * real GitLab CI job builds its image and pushes it to a real registry, the registry tells us, editors are told, one of them changes their
 * session, and the next run is a container of the new image. Needs a container engine, buildah, docker-registry, rsync and gitlab-ci-local.
 */
import { expectThat } from '../expect-that.js';
import { storyOptions } from '../story-options.js';
import { tell } from '../tell.js';
import { CodeHost } from './code-host.js';
import { Researcher } from './researcher.js';

const { isHookLost } = storyOptions;
const host = await CodeHost.start({ isHookLost });
try {
  tell(
    `a standalone is ready at ${host.url}, and a registry ${isHookLost ? 'that tells nobody' : 'that tells us of pushes'}`,
  );
  const first = await host.pipeline.commit('first', { numpy: '2.1.0', pandas: '2.2.0' });
  await host.pipeline.runJob();
  tell(`pushed commit ${first.slice(0, 8)}; its GitLab CI job built its image and pushed it`);

  const [grace, linus] = [await Researcher.signIn(host, 'grace'), await Researcher.signIn(host, 'linus')];
  await grace.connectHost();
  await linus.connectHost();
  tell('two researchers connected the private code host, each with a token');
  const own = await grace.sessionFrom(host.repository);
  const other = await linus.sessionFrom(host.repository);
  await grace.makeEditor(own, linus);
  const before = await grace.look(own);
  tell(`added a session from the repository in two projects: pinned to ${before.environment.image.reference}`);
  expectThat((await grace.servedBy(own)) === 'first', 'the container serves the first commit');
  tell('launched it: a container of the image, which serves the first commit');

  const second = await host.pipeline.commit('second', { numpy: '2.2.0', polars: '1.0.0' });
  await host.pipeline.runJob();
  const pushedAt = Date.now();
  tell(`pushed commit ${second.slice(0, 8)}; its job built its image and pushed it`);
  for (const researcher of [grace, linus])
    expectThat((await researcher.told(own))['commit'] === second, 'they are told of the newest commit');
  tell(`both editors were told, at most ${Date.now() - pushedAt} ms after the job had ended`);

  const offered = await grace.look(own);
  expectThat(offered.environment.image.digest === before.environment.image.digest, 'nothing was changed by it');
  expectThat(offered.imageUpdate?.commit === second, 'the newer image is offered');
  expectThat((await grace.servedBy(own)) === 'first', 'the next run is still of the first commit');
  tell('nothing changed by itself: another run serves the first commit');

  const changes = await linus.compare(own);
  expectThat(
    changes === 'polars 1.0.0 is new, numpy goes from 2.1.0 to 2.2.0, pandas is gone',
    `it is said: ${changes}`,
  );
  tell(`one of them looks at what is new in it: ${changes}`);
  await linus.takeNewest(own);
  expectThat((await grace.servedBy(own)) === 'second', 'the container serves the second commit');
  tell('one of them pressed Change: the next run is a container of the new image');
  const untouched = await linus.look(other);
  expectThat(untouched.environment.image.digest === before.environment.image.digest, 'the other project is as it was');
  tell('the other project’s session is as it was');

  const audrey = await Researcher.signIn(host, 'audrey');
  const pressed = (await audrey.history(own)).filter(({ type }) => type === 'SessionImageChanged');
  const told = pressed.map(({ actor, data }) => `${actor} ${data.image?.digest}`);
  expectThat(
    told.join() === `${linus.userId} ${offered.imageUpdate.digest}`,
    'it was changed once, as offered, by who pressed',
  );
  tell('the auditor reads it from the log: the image that it was added with, and one change, by whom and to which');
  tell('done');
} finally {
  await host.end();
}
