import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CodeHostError } from '#libs/code-hosts';
import { RegistryError } from '#libs/image-registry';
import { digest } from '../images.fixture.js';
import { LookingAtHost } from './looking.fixture.js';

const commit = (letter: string): string => letter.repeat(40);
const asOperator = { as: 'operator', branches: ['main', 'plots'] } as const;

let host: LookingAtHost;
let fails: Error | undefined;
beforeEach(async () => {
  fails = undefined;
  host = await LookingAtHost.start((reference) =>
    fails === undefined ? digest(reference.slice(-1)) : Promise.reject(fails),
  );
  host.heads.set('main', commit('a')).set('plots', commit('b'));
  await host.look.at(host.repository, asOperator);
});
afterEach(() => host.close());

const look = () => host.look.at(host.repository, asOperator);

describe('rule 2, pinned: a branch that the code host has no more', () => {
  test('is told of once, however many looks and workers see it', async () => {
    host.heads.delete('plots');
    await Promise.all([look(), look(), look()]);
    const { heads } = await look();
    expect(heads).toMatchObject([{ branch: 'main' }]);
    expect(host.branchNews).toEqual(['BranchGone plots']);
    expect(await host.goneSince('plots')).toBeDefined();
    expect(await host.goneSince('main')).toBeUndefined();
    expect(await host.newest('plots')).toBe(commit('b'));
  });

  test('is told of again once it is there again, also without a newer image, and while no registry answers', async () => {
    host.heads.delete('plots');
    await look();
    host.heads.set('plots', commit('b'));
    fails = new RegistryError('registry-unreachable', 'It does not answer.');
    await look();
    expect(host.branchNews).toEqual(['BranchGone plots', 'BranchReappeared plots']);
    expect(await host.goneSince('plots')).toBeUndefined();
  });

  test('has its newer image where it is there again with one', async () => {
    host.heads.delete('plots');
    await look();
    host.heads.set('plots', commit('c'));
    await look();
    expect(host.branchNews).toEqual(['BranchGone plots', 'BranchReappeared plots']);
    expect(await host.newest('plots')).toBe(commit('c'));
  });

  test('is none that never had an image', async () => {
    await host.look.at(host.repository, { as: 'operator', branches: ['main', 'never'] });
    expect(host.branchNews).toEqual([]);
  });

  test('is not told of by what a person is shown, who may be shown less', async () => {
    host.heads.delete('plots');
    await host.look.at(host.repository, { as: 'everybody', branches: ['main', 'plots'] });
    await host.look.at(host.repository, { ...asOperator, as: { username: 'oauth2', token: 'of a member' } });
    expect(host.branchNews).toEqual([]);
  });

  test('is none where the host says no branch at all, or does not show the repository', async () => {
    host.heads.clear();
    await look();
    host.heads.set('main', commit('a'));
    host.isPrivate = true;
    await expect(look()).rejects.toThrow(CodeHostError);
    expect(host.branchNews).toEqual([]);
  });

  test('that a look began to see before is not told to be gone by it', async () => {
    host.heads.delete('plots');
    host.onAsked = async () => {
      host.onAsked = () => undefined;
      // while its answer is under way, others see that the branch is gone, and that it is there again
      await look();
      host.heads.set('plots', commit('b'));
      await look();
    };
    await look();
    expect(host.branchNews).toEqual(['BranchGone plots', 'BranchReappeared plots']);
  });
});
