import { describe, expect, test } from 'vitest';
import type { RunSpec } from '../session-runtime.js';
import { type ContainerPlan, containerOptions, stagingOptions } from './container-options.js';

const plan = (its: Partial<ContainerPlan> = {}, resources: RunSpec['resources'] = {}): ContainerPlan => ({
  spec: { resources } as RunSpec,
  image: 'registry.example.org/x@sha256:0',
  run: { frontEnd: 'jupyter', port: 8888, workingDir: '/work', landingPath: '/lab' },
  user: { uid: 1000, gid: 100, home: '/home/jovyan' },
  labels: { a: 'b' },
  network: 'network',
  volumes: { work: 'work', home: 'home' },
  storages: [],
  token: 'token',
  isRootWritable: false,
  ...its,
});

describe('a session’s container', () => {
  test('has no rights that it does not need', () => {
    expect(containerOptions(plan()).HostConfig).toMatchObject({
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      NetworkMode: 'network',
    });
  });

  test('is not looked after as its image says', () => {
    expect(containerOptions(plan()).Healthcheck).toMatchObject({ Test: ['NONE'] });
  });

  test('is reached from this machine alone', () => {
    const { PortBindings } = containerOptions(plan()).HostConfig ?? {};
    expect(PortBindings).toEqual({ '8888/tcp': [{ HostIp: '127.0.0.1', HostPort: '0' }] });
  });

  test('has what the session is configured with, and no swap beside its memory', () => {
    const { HostConfig } = containerOptions(plan({}, { cpu: 1.5, memory: 2 ** 30 }));
    expect(HostConfig).toMatchObject({ NanoCpus: 1.5e9, Memory: 2 ** 30, MemorySwap: 2 ** 30, PidsLimit: 4096 });
    expect(containerOptions(plan()).HostConfig).not.toHaveProperty('Memory');
  });

  test('of a Jupyter image starts JupyterLab behind the image’s own entry point, which is told its token', () => {
    const { Entrypoint, Cmd, Env } = containerOptions(plan());
    expect(Entrypoint).toBeUndefined();
    expect(Cmd?.slice(0, 2)).toEqual(['jupyter', 'lab']);
    expect(Cmd?.join(' ')).toContain('--ServerApp.port=8888');
    expect(Cmd?.join(' ')).not.toContain('token');
    expect(Env).toEqual(['HOME=/home/jovyan', 'JUPYTER_TOKEN=token']);
  });

  test('has its storages under /work, and as read-only what nobody is to write to', () => {
    const storage = (name: string, isWritable: boolean) => ({ name, source: name, place: `/srv/${name}`, isWritable });
    const { Mounts } = containerOptions(plan({ storages: [storage('a', false), storage('b', true)] })).HostConfig ?? {};
    expect(Mounts).toMatchObject([
      { Target: '/work' },
      { Target: '/home/jovyan' },
      { Type: 'bind', Source: '/srv/a', Target: '/work/a', ReadOnly: true },
      { Type: 'bind', Source: '/srv/b', Target: '/work/b', ReadOnly: false },
    ]);
  });

  test('of a web server starts what the image starts, and knows no token', () => {
    const run = { frontEnd: 'http', port: 8787, workingDir: '/work', landingPath: '/' } as const;
    const { Entrypoint, Cmd, Env } = containerOptions(plan({ run }));
    expect([Entrypoint, Cmd]).toEqual([undefined, undefined]);
    expect(Env).toEqual(['HOME=/home/jovyan']);
  });

  test('starts what the environment says in place of what the image says', () => {
    const run = { ...plan().run, command: ['ttyd'], args: ['bash'] };
    expect(containerOptions(plan({ run }))).toMatchObject({ Entrypoint: ['ttyd'], Cmd: ['bash'] });
    expect(containerOptions(plan({ run: { ...run, frontEnd: 'http', args: undefined } })).Cmd).toEqual([]);
  });

  test.each([
    ['/home/jovyan', '/home/jovyan'],
    ['/root', '/root'],
    ['/', '/home/session'],
    ['/usr/sbin', '/home/session'],
    ['/nonexistent', '/home/session'],
    ['/home/../etc', '/home/session'],
    ['/root/../../usr/bin', '/home/session'],
    ['/home//jovyan/./x/..', '/home/jovyan'],
    [undefined, '/home/session'],
  ])('of a user whose home is %s has the home volume at %s', (home, target) => {
    const { Mounts } = containerOptions(plan({ user: { uid: 1, gid: 1, home } })).HostConfig ?? {};
    expect(Mounts).toHaveLength(2);
    // nothing of the image is copied into it, nor does the image say whose it is
    const VolumeOptions = expect.objectContaining({ NoCopy: true });
    expect(Mounts).toContainEqual({ Type: 'volume', Source: 'home', Target: target, VolumeOptions });
  });
});

describe('a staging container', () => {
  const staging = () => stagingOptions('image', [], { a: 'b' });

  test('is told to start what no image can have made ready', () => {
    const [one, other] = [staging(), staging()];
    expect(one.Entrypoint).toEqual([expect.stringMatching(/^\/[0-9a-f-]{36}$/)]);
    expect(other.Entrypoint).not.toEqual(one.Entrypoint);
    expect(one.Cmd).toEqual([]);
  });

  test('could do nothing if it ran all the same', () => {
    expect(staging()).toMatchObject({
      User: '65534:65534',
      HostConfig: {
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        ReadonlyRootfs: true,
        NetworkMode: 'none',
        PidsLimit: 16,
        NanoCpus: 0.1e9,
        Memory: 64 * 2 ** 20,
        MemorySwap: 64 * 2 ** 20,
      },
    });
  });
});
