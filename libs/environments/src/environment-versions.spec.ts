import { describe, test } from '@jest/globals';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { archived, described, digest, published, revised } from './environment.fixture.js';
import { environmentVersions } from './environment-versions.js';

const image = { reference: 'quay.io/jupyter/scipy-notebook:2', digest: digest('b') };

describe('an environment’s versions', () => {
  test('each revision is one, and archiving takes none away', () =>
    deciderSpec(environmentVersions)
      .given(published(), revised({ image }), archived)
      .thenState([
        { version: 1, image: described.image },
        { version: 2, image },
      ]));
});
