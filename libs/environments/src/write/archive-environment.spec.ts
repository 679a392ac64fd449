import { describe, test } from 'vitest';
import { archived, environmentId, published, spec } from '../environment.fixture.js';
import { archiveEnvironment } from './archive-environment.js';

describe('archive an environment', () => {
  test('it leaves the catalogue', () =>
    spec.given(published()).when(archiveEnvironment, { environmentId }).then([archived]));

  test('twice is once', () =>
    spec.given(published(), archived).when(archiveEnvironment, { environmentId }).thenNothing());

  test('one that was never published is not found', () =>
    spec.given().when(archiveEnvironment, { environmentId }).thenRejected('environment-not-found'));
});
