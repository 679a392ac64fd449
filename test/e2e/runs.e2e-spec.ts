import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GivenRun, givenRun, launched } from './support/given-run.js';
import type { Person } from './support/person.js';

let given: GivenRun;
beforeAll(async () => {
  given = await givenRun();
});
afterAll(() => given.end());

const runOf = (person: Person, project: string, launch: string) => person.get(`/projects/${project}/runs/${launch}/1`);

describe('rule 16, a run', () => {
  test('is told to who launched it and to auditors: what it was made of, who, when and how it went', async () => {
    const { git, projectId, sessionId, launchId, repositoryId } = given;
    const { linus, audrey, grace, ada } = given.people;
    for (const person of [linus, audrey]) {
      const { body } = await runOf(person, projectId, launchId);
      expect(body).toMatchObject({
        ...{ projectId, launchId, run: 1, sessionId, sessionName: 'Lab', status: 'running' },
        ...{ person: { userId: linus.userId, displayName: 'Linus' }, resources: { cpu: 0.5 } },
        repositories: [{ repositoryId, commit: git.earlier }],
      });
      expect(body['steps'][0]).toMatchObject({ type: 'SessionLaunched', actor: linus.userId });
      expect(body['steps']).toContainEqual(expect.objectContaining({ type: 'SessionStarted' }));
    }
    for (const person of [grace, ada]) expect((await runOf(person, projectId, launchId)).status).toBe(404);
  });

  test('is reproduced in another project, at the same commit, beside the session that it was of', async () => {
    const { git, projectId, launchId, repositoryId } = given;
    const { linus, audrey, grace } = given.people;
    const target = await linus.createProject('private', 'Reproductions');
    const reproduce = (person: Person, body: object) =>
      person.post(`/projects/${projectId}/runs/${launchId}/1/reproduce`, body);
    const missing = await reproduce(linus, { projectId: target });
    expect(missing.body).toMatchObject({ status: 422, code: 'unknown-repository' });
    expect(missing.body['detail']).toContain(`${git.origin}/good.git`);
    await given.connect(target);
    expect((await reproduce(grace, { projectId: target })).status).toBe(404);
    expect((await reproduce(audrey, { projectId: target })).body).toMatchObject({ code: 'forbidden' });

    const { status, body, headers } = await reproduce(linus, { projectId: target, name: 'Figure 3' });
    const { body: session } = await linus.get(`/projects/${target}/sessions/${body['sessionId']}`);
    const { body: original } = await runOf(linus, projectId, launchId);
    expect([status, headers.get('location')]).toEqual([
      201,
      `/api/v1/projects/${target}/sessions/${body['sessionId']}`,
    ]);
    expect(session).toMatchObject({
      ...{ name: 'Figure 3', resources: original['resources'], repositories: [repositoryId] },
      ...{ commits: { [repositoryId]: git.earlier }, environment: { image: original['image'] } },
    });
    const again = await launched(linus, target, String(body['sessionId']));
    expect((await runOf(linus, target, again)).body).toMatchObject({
      repositories: [{ repositoryId, commit: git.earlier }],
    });

    const added = (person: Person) =>
      person.get<{ data: object }[]>(`/projects/${target}/history?type=EnvironmentAdded`);
    const from = { projectId, launchId, run: 1 };
    expect((await added(audrey)).body[0]?.data).toMatchObject({ reproducedFrom: from });
    expect((await added(linus)).body[0]?.data).not.toHaveProperty('reproducedFrom');
  });
});
