import { expect, test } from 'vitest';
import { recentProjects } from './recent-projects.js';

const project = (projectId: string, createdAt: string) => ({ projectId, createdAt });

test('projects that were used are first, the last used before others; then those that were never used, the newest first', () => {
  const projects = [project('old', '2024'), project('new', '2026'), project('used', '2023'), project('last', '2022')];
  const launches = [{ projectId: 'last' }, { projectId: 'gone' }, { projectId: 'used' }, { projectId: 'last' }];
  expect(recentProjects(projects, launches).map(({ projectId }) => projectId)).toEqual(['last', 'used', 'new', 'old']);
});
