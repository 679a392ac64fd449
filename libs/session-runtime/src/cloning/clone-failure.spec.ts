import { describe, expect, test } from 'vitest';
import { asksForPassword, cloneFailure } from './clone-failure.js';

const repository = { name: 'analysis', url: 'https://git.example.org/x/analysis.git' };

describe('what a failed clone is called', () => {
  test.each([
    [
      "fatal: repository 'https://git.example.org/x/analysis.git/' not found",
      /no repository at https:\/\/git\.example/,
    ],
    ["fatal: unable to access 'https://…': Could not resolve host: git.example.org", /cannot be reached/],
    [
      "fatal: unable to access 'https://…': SSL certificate problem: self-signed certificate",
      /cannot be reached.*certificate/,
    ],
    ["fatal: unable to access 'https://…': Recv failure: Connection reset by peer", /cannot be reached/],
    ["fatal: unable to access 'https://…': The requested URL returned error: 302", /leads to another address/],
    ['fatal: write error: No space left on device', /disk is full/],
    ['Cloning…\nfatal: the sky is falling', /Git says "fatal: the sky is falling"/],
    ['', /was not cloned/],
  ])('%s', (stderr, words) => {
    expect(cloneFailure(repository, stderr)).toMatch(words);
    expect(cloneFailure(repository, stderr)).toMatch(/^"analysis" was not cloned: /);
  });
});

test.each([
  "fatal: could not read Username for 'https://git.example.org': terminal prompts disabled",
  "fatal: Authentication failed for 'https://git.example.org/x/analysis.git/'",
  "fatal: unable to access 'https://…': The requested URL returned error: 403",
])('%s: a password is asked for', (stderr) => expect(asksForPassword(stderr)).toBe(true));
