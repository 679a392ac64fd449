import { describe, test } from '@jest/globals';
import { described, environmentId, published, spec } from '../environment.fixture.js';
import { publishEnvironment } from './publish-environment.js';

describe('publish an environment', () => {
  test('it is in the catalogue', () =>
    spec
      .given()
      .when(publishEnvironment, { environmentId, ...described })
      .then([published()]));

  test('once is enough', () =>
    spec
      .given(published())
      .when(publishEnvironment, { environmentId, ...described })
      .thenNothing());

  test('it shows who published it, when, and that it is the first version', () =>
    spec.given(published()).thenState({
      environmentId,
      ...described,
      createdBy: 'someone',
      createdAt: '2026-01-01T00:00:01.000Z',
      version: 1,
      imageSince: '2026-01-01T00:00:01.000Z',
      archived: false,
      revision: 0,
    }));
});
