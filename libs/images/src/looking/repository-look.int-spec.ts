import { afterEach, describe, expect, test } from 'vitest';
import { UnreadableEventError } from '#libs/event-sourcing';
import { RegistryError } from '#libs/image-registry';
import { digest } from '../images.fixture.js';
import { LookingAtHost } from './looking.fixture.js';

const commit = (letter: string): string => letter.repeat(40);

let host: LookingAtHost;
afterEach(() => host.close());

describe('a look at a repository', () => {
  test('asks for the images of a few branches at once, and forgets none of many', async () => {
    host = await LookingAtHost.start(() => digest('a'));
    const branches = Array.from({ length: 40 }, (_, index) => `b${index}`);
    for (const branch of branches) host.heads.set(branch, commit('a'));
    const { heads } = await host.look.at(host.repository, { as: 'operator', branches });
    expect(heads).toHaveLength(40);
    expect(heads.filter(({ missing }) => missing !== undefined)).toEqual([]);
    // two such looks leave places to whoever waits for one
    expect(2 * host.images.mostAsked).toBeLessThan(8);
  });

  test('asks a registry that says to ask later for no further branches', async () => {
    const busy = new RegistryError('registry-busy', 'Later.', { retryAfterSeconds: 60 });
    let asked = 0;
    host = await LookingAtHost.start(() => {
      asked += 1;
      return Promise.reject(busy);
    });
    const branches = Array.from({ length: 40 }, (_, index) => `b${index}`);
    for (const branch of branches) host.heads.set(branch, commit('a'));
    const { heads } = await host.look.at(host.repository, { as: 'operator', branches });
    expect(asked).toBeLessThanOrEqual(4);
    const missing = { code: 'registry-busy', advice: 'Later.', isPassing: true, retryAfterSeconds: 60 };
    expect(heads).toMatchObject(branches.map((branch) => ({ branch, commit: commit('a'), missing })));
  });

  test('passes by an image at which its registry fails, and finds those of the other branches', async () => {
    const fails = new RegistryError('registry-unreachable', 'It fails at this one.', { isOfOneImage: true });
    host = await LookingAtHost.start((of) => (of.endsWith(':aaaaaaaa') ? Promise.reject(fails) : digest('b')));
    const branches = Array.from({ length: 10 }, (_, index) => `b${index}`);
    for (const branch of branches) host.heads.set(branch, commit(branch === 'b0' ? 'a' : 'b'));
    const { heads } = await host.look.at(host.repository, { as: 'operator', branches });
    expect(heads.filter(({ missing }) => missing !== undefined).map(({ branch }) => branch)).toEqual(['b0']);
    expect(host.told).toBe(9);
  });

  test('says of an image that its registry does not show what to do about it, whoever looks', async () => {
    const hidden = new RegistryError('image-not-public', 'It does not let everybody pull it.');
    host = await LookingAtHost.start(() => Promise.reject(hidden));
    host.heads.set('main', commit('a'));
    const { heads } = await host.look.at(host.repository, { as: 'everybody', branches: ['main'] });
    const advice = expect.stringMatching(/\/g\/r:aaaaaaaa .*pipeline.*administrator.*CODE_HOSTS_FILE/);
    expect(heads).toMatchObject([{ missing: { code: 'image-not-public', advice, isPassing: false } }]);
  });

  test('at a tag that names no commit takes no older commit’s image for that of the branch’s head', async () => {
    let inRegistry = digest('a');
    let asked = 0;
    host = await LookingAtHost.start(
      () => {
        asked += 1;
        return inRegistry;
      },
      { tag: '{branch}' },
    );
    const looks = { as: 'operator', branches: ['main'] } as const;
    host.heads.set('main', commit('a'));
    expect((await host.look.at(host.repository, looks)).heads).toMatchObject([{ commit: commit('a') }]);
    // pushed, and not built yet
    host.heads.set('main', commit('b'));
    const { heads } = await host.look.at(host.repository, looks);
    const advice = expect.stringMatching(/\/g\/r:main is still the image of commit aaaaaaaa: .*pipeline/);
    expect(heads).toMatchObject([{ commit: commit('b'), missing: { code: 'no-image-yet', advice, isPassing: false } }]);
    expect(await host.newest('main')).toBe(commit('a'));
    expect(asked).toBe(2);
    inRegistry = digest('b');
    expect((await host.look.at(host.repository, looks)).heads).toEqual([
      { branch: 'main', commit: commit('b'), isOvertaken: false },
    ]);
    expect(await host.newest('main')).toBe(commit('b'));
  });

  test.each(['image-not-found', 'image-not-public'] as const)(
    'says of a repository that was moved where it is now, and not that its pipeline failed: %s',
    async (code) => {
      host = await LookingAtHost.start(() => Promise.reject(new RegistryError(code, 'It is not there.')));
      host.heads.set('main', commit('a'));
      host.movedTo = '/new/name';
      const { heads } = await host.look.at(host.repository, { as: 'operator', branches: ['main'] });
      const advice = expect.stringMatching(/\/g\/r is at http:\/\/\S+\/new\/name now.*Connect/);
      expect(heads).toMatchObject([{ missing: { code: 'repository-moved', advice, isPassing: false } }]);
      expect(heads[0]?.missing?.advice).not.toContain('failed');
    },
  );

  test('of a repository that was moved finds the images that stayed where they were', async () => {
    host = await LookingAtHost.start(() => digest('a'));
    host.heads.set('main', commit('a'));
    host.movedTo = '/new/name';
    await host.look.at(host.repository, { as: 'operator', branches: ['main'] });
    expect(await host.newest('main')).toBe(commit('a'));
  });

  test('records nothing over what a newer version of this program recorded', async () => {
    host = await LookingAtHost.start(() => digest('a'));
    host.heads.set('main', commit('a'));
    await host.recordAsNextVersion('b');
    const looks = { as: 'operator', branches: ['main'] } as const;
    await expect(host.look.at(host.repository, looks)).rejects.toThrow(UnreadableEventError);
    expect(host.told).toBe(1);
  });

  test('at more branches than are remembered tells nothing anew of what did not change', async () => {
    host = await LookingAtHost.start(() => digest('a'));
    const branches = Array.from({ length: 600 }, (_, index) => `b${index}`);
    for (const branch of branches) host.heads.set(branch, commit('a'));
    for (let times = 0; times < 3; times += 1) await host.look.at(host.repository, { as: 'operator', branches });
    expect(host.told).toBe(500);
  });

  test.each(['r%2F..%2Fsecret', 'r@x', '~r'])('says where a repository’s images can have no name: %s', async (name) => {
    host = await LookingAtHost.start(() => digest('a'));
    host.heads.set('main', commit('a'));
    const repository = { ...host.repository, url: host.repository.url.replace(/r$/, name) };
    const { heads } = await host.look.at(repository, { as: 'everybody', branches: ['main'] });
    expect(heads).toMatchObject([
      { missing: { code: 'no-image-name', advice: expect.stringContaining(name.toLowerCase()) } },
    ]);
    expect(host.images.mostAsked).toBe(0);
  });

  test('that another one was faster than, with what was there before, is done again', async () => {
    let release = (): void => undefined;
    const isSlow = new Promise<void>((resolve) => (release = resolve));
    // the image of the newer commit takes longer to be looked at
    host = await LookingAtHost.start(async (reference) => {
      if (reference.endsWith(':bbbbbbbb')) await isSlow;
      return digest(reference.slice(-1));
    });
    const looks = { as: 'operator', branches: ['main'] } as const;
    host.heads.set('main', commit('a'));
    const asked = new Promise<void>((resolve) => (host.onAsked = resolve));
    const older = host.look.at(host.repository, looks);
    await asked;
    host.heads.set('main', commit('b'));
    const newer = host.look.at(host.repository, looks);
    await older;
    expect(await host.newest('main')).toBe(commit('a'));
    release();
    await newer;
    expect(await host.newest('main')).toBe(commit('b'));
  });

  test('that another one was faster than at one branch is done again of that one alone', async () => {
    let release = (): void => undefined;
    const isSlow = new Promise<void>((resolve) => (release = resolve));
    const asked: string[] = [];
    host = await LookingAtHost.start(async (reference) => {
      asked.push(reference);
      if (reference.endsWith(':bbbbbbbb')) await isSlow;
      return digest(reference.slice(-1));
    });
    const looks = { as: 'operator', branches: ['main', 'b1', 'b2', 'b3', 'b4'] } as const;
    for (const branch of looks.branches) host.heads.set(branch, commit('a'));
    const isRead = new Promise<void>((resolve) => (host.onAsked = resolve));
    const older = host.look.at(host.repository, looks);
    await isRead;
    host.heads.set('main', commit('b'));
    const newer = host.look.at(host.repository, looks);
    await older;
    release();
    const { heads } = await newer;
    expect(asked).toHaveLength(11);
    expect(new Set(heads.map(({ branch }) => branch))).toEqual(new Set(looks.branches));
    expect(await host.newest('main')).toBe(commit('b'));
  });

  test('that another one was faster than, with what is there now, is not repeated without end', async () => {
    host = await LookingAtHost.start((reference) => digest(reference.slice(-1)));
    host.heads.set('main', commit('a'));
    const looks = { as: 'operator', branches: ['main'] } as const;
    await Promise.all(Array.from({ length: 5 }, () => host.look.at(host.repository, looks)));
    expect(await host.newest('main')).toBe(commit('a'));
  });
});
