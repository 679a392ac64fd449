import { describe, expect, test } from 'vitest';
import { runDifferences } from './run-differences.js';

const image = { reference: 'quay.io/a:1', digest: 'sha256:aa' };
const session = (more: object = {}) => ({ environment: { image }, resources: { cpu: 1 }, ...more });
const launch = { image, resources: { cpu: 1 }, configurationChanged: true };
const small = { resourceClass: { resourceClassId: 's', name: 'small' } };

describe('what differs between a run and the configuration now', () => {
  test('the image, by its digest', () => {
    const newer = { environment: { image: { ...image, digest: 'sha256:bb' } } };
    expect(runDifferences(session(newer) as never, launch)).toEqual([['Image', 'quay.io/a:1@sha256:bb']]);
  });

  test('an image that is not pinned yet is what the run found', () => {
    const unpinned = { environment: { image: { reference: image.reference } }, resources: { cpu: 2 } };
    expect(runDifferences(session(unpinned) as never, launch)).toEqual([['Resources', '2 CPU']]);
  });

  test('the resources, by the class where there is one', () => {
    expect(runDifferences({ ...session(), ...small } as never, { ...launch, ...small, resources: { cpu: 4 } })).toEqual(
      [['The rest', 'its repositories, its storages, or how the image is run']],
    );
    expect(runDifferences({ ...session(), ...small } as never, launch)).toEqual([['Resources', 'small']]);
  });

  test('nothing where nothing was changed', () => {
    expect(runDifferences(session({ resources: {} }) as never, { ...launch, configurationChanged: false })).toEqual([]);
  });
});
