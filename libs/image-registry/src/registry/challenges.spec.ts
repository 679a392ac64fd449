import { describe, expect, test } from 'vitest';
import { challengesIn } from './challenges.js';

describe('what a registry asks for', () => {
  test('a token, of another host', () =>
    expect(
      challengesIn(
        'Bearer realm="https://gitlab.example/jwt/auth",service="container_registry",scope="repository:a/b:pull"',
      ),
    ).toEqual([
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://gitlab.example/jwt/auth',
          ...{ service: 'container_registry', scope: 'repository:a/b:pull' },
        },
      },
    ]));

  test('one of several, in one header', () =>
    expect(challengesIn('Bearer realm="https://g.example/v2/token", service=x, Basic realm="a, \\"b\\""')).toEqual([
      { scheme: 'bearer', parameters: { realm: 'https://g.example/v2/token', service: 'x' } },
      { scheme: 'basic', parameters: { realm: 'a, "b"' } },
    ]));

  test('a name and a password, said shortly', () =>
    expect(challengesIn('Basic')).toEqual([{ scheme: 'basic', parameters: {} }]));

  test.each(['', ' , ', '"', '="x"', 'Bearer realm="unended', 'a='.repeat(50_000)])(
    'nothing that can be understood: %#',
    (header) => {
      const values = challengesIn(header).flatMap(({ parameters }) => Object.values(parameters));
      expect(values.filter((value) => value !== '')).toEqual([]);
    },
  );
});
