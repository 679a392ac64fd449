import { describe, test } from 'vitest';
import { created, deleted, memberRemoved, projectId, roleSet, spec } from '../project.fixture.js';
import { passOnProject } from './pass-on-project.js';

const erased = { projectId, userId: 'ada' };
const known = (...userIds: string[]) => ({ ...erased, known: new Set(userIds) });

describe('rule 11, pass on the project of an owner who was erased', () => {
  test('another owner keeps it', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'))
      .when(passOnProject, known('grace'))
      .then([memberRemoved('ada')]));

  test('else the editor who was there first becomes its owner', () =>
    spec
      .given(created('ada'), roleSet('vera', 'viewer'), roleSet('grace', 'editor'), roleSet('linus', 'editor'))
      .when(passOnProject, known('vera', 'grace', 'linus'))
      .then([roleSet('grace', 'owner'), memberRemoved('ada')]));

  test('else a viewer', () =>
    spec
      .given(created('ada'), roleSet('vera', 'viewer'))
      .when(passOnProject, known('vera'))
      .then([roleSet('vera', 'owner'), memberRemoved('ada')]));

  test('whoever was erased too is nobody who could have it', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'), roleSet('vera', 'viewer'))
      .when(passOnProject, known('vera'))
      .then([roleSet('vera', 'owner'), memberRemoved('ada')]));

  test('where nobody is left it ends', () =>
    spec
      .given(created('ada'), roleSet('grace', 'owner'))
      .when(passOnProject, known())
      .then([{ type: 'ProjectDeleted', data: { projectId } }]));

  test('nothing is left to do where they are no member any more, or it is gone', () => {
    spec.given(created('grace')).when(passOnProject, known('grace')).thenNothing();
    spec.given(created('ada'), deleted()).when(passOnProject, known()).thenNothing();
    spec.given().when(passOnProject, known()).thenNothing();
  });
});
