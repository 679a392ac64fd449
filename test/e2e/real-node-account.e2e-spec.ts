import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Kubeplane } from '../support/kubeplane/kubeplane.js';
import { PodAnswers } from '../support/kubeplane/pod-answers.js';
import { ServiceAccount } from '../support/kubeplane/service-account.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;

/** Where a program may have an account as pods have it: in /var/run, which test/real-node/run.sh makes for tests. */
onNode('as an account of the cluster (needs test/real-node/run.sh)', () => {
  let plane: Kubeplane;
  let answers: PodAnswers;
  let account: ServiceAccount;
  let system: System;
  let grace: Person;

  beforeAll(async () => {
    plane = await Kubeplane.start(parts!.binary);
    answers = await PodAnswers.start(plane.admin, plane.namespace);
    account = await ServiceAccount.mount(plane);
    system = await System.start({ SESSION_RUNTIME: 'kubernetes', ...account.settings });
    grace = await system.person('grace');
  });
  afterAll(async () => {
    await system.remove();
    answers.close();
    await plane.close();
  });

  async function launched(): Promise<string> {
    const projectId = await grace.createProject();
    await grace.addSession(projectId);
    return (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body.launchId;
  }
  const untilIs = (launchId: string, status: string, detail?: string): Promise<unknown> =>
    until(
      `the launch is ${status}`,
      async () => {
        const { body } = await grace.get(`/launches/${launchId}`);
        return body['status'] === status && body['phaseDetail'] === detail;
      },
      // a token is read anew each minute
      90_000,
    );

  test('sessions outlive a token that has expired, launches wait for the next one, and operators see why', async () => {
    const before = await launched();
    await untilIs(before, 'running');
    await account.expire();
    const meanwhile = await launched();
    const problem = 'the cluster does not know this system any more';
    await untilIs(meanwhile, 'launching', `waiting for an administrator: ${problem}`);
    expect(JSON.stringify(await system.readiness())).toContain(problem);
    await account.renew();
    await untilIs(meanwhile, 'running');
    await untilIs(before, 'running');
  });
});
