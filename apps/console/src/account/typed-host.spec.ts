import { describe, expect, test } from 'vitest';
import { typedHost } from './typed-host.js';

describe('a Git host, as people type or paste it', () => {
  test.each([
    ['gitlab.example.org', 'gitlab.example.org'],
    [' GitLab.example.org ', 'gitlab.example.org'],
    ['gitlab.example.org:8443', 'gitlab.example.org:8443'],
    ['https://gitlab.example.org/', 'gitlab.example.org'],
    ['http://gitlab.example.org:3000/group/project?tab=1#top', 'gitlab.example.org:3000'],
    ['gitlab.example.org/group/project.git', 'gitlab.example.org'],
  ])('%j is %s to the API', (text, host) => {
    expect(typedHost(text)).toBe(host);
  });

  test.each([
    '',
    'https://',
    'my gitlab',
    'git@gitlab.example.org:group/project.git',
    'https://me:secret@gitlab.example.org',
  ])('%j is none', (text) => {
    expect(typedHost(text)).toBeUndefined();
  });
});
