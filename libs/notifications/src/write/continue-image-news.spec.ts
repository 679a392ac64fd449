import { describe, test } from 'vitest';
import { deciderSpec } from '#libs/event-sourcing/testing';
import { built } from '../../../images/src/images.fixture.js';
import { imageNews } from '../image-news.js';
import { continueImageNews } from './continue-image-news.js';

const [first, second] = ['7d1a1c7e-0000-4000-8000-000000000001', '7d1a1c7e-0000-4000-8000-000000000002'];
const { repositoryId, branch, commit, image } = built('b');
const told = (toldUpTo: string) => ({ repositoryId, branch, commit, image, imageRevision: 3, toldUpTo });
const partlyTold = (toldUpTo: string) => ({ type: 'ImageNewsPartlyTold', data: told(toldUpTo) }) as const;
const spec = deciderSpec(imageNews);
const bySystem = { actor: 'system:when-image-available-then-notify' };

describe('rule 12, notifications: what very many are told of', () => {
  test('goes on after those who were told', () => {
    spec
      .given()
      .when(continueImageNews, { ...told(first), after: undefined }, bySystem)
      .then([partlyTold(first)]);
    spec
      .given(partlyTold(first))
      .when(continueImageNews, { ...told(second), after: first }, bySystem)
      .then([partlyTold(second)]);
  });

  test('once, also where the same part is told again and is another one by then', () =>
    spec
      .given(partlyTold(first))
      .when(continueImageNews, { ...told(second), after: undefined }, bySystem)
      .thenNothing());

  test('not because somebody asks', () =>
    spec
      .given()
      .when(continueImageNews, { ...told(first), after: undefined }, { actor: 'grace' })
      .thenRejected('forbidden'));
});
