import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { archived, described, digest, published, revised } from './environment.fixture.js';
import { environmentVersions } from './environment-versions.js';

const image = { reference: 'quay.io/jupyter/scipy-notebook:2', digest: digest('b') };

/** In the same stream, and no event that makes a version. */
const unlisted = archived as never;

describe('an environment’s versions', () => {
  test('each revision is one, and archiving takes none away', () =>
    deciderSpec(environmentVersions)
      .given(published(), revised({ image }), unlisted)
      .thenState([
        { version: 1, image: described.image },
        { version: 2, image },
      ]));
});
