import { describe, expect, test } from 'vitest';
import { dockerAddresses } from './docker-addresses.js';

describe('an engine is looked for', () => {
  test('where DOCKER_HOST says, and nowhere else', () => {
    expect(dockerAddresses({ DOCKER_HOST: 'unix:///x.sock', XDG_RUNTIME_DIR: '/run/user/1' })).toEqual([
      'unix:///x.sock',
    ]);
  });

  test('else at the usual sockets, the machine’s first', () => {
    expect(dockerAddresses({ DOCKER_HOST: '', XDG_RUNTIME_DIR: '/run/user/1' })).toEqual([
      'unix:///var/run/docker.sock',
      'unix:///run/user/1/docker.sock',
      'unix:///run/user/1/podman/podman.sock',
      'unix:///run/podman/podman.sock',
    ]);
    expect(dockerAddresses({})).toHaveLength(2);
  });
});
