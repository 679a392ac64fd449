import { describe, expect, test } from 'vitest';
import { type ImageConfig, imageRunInput, imageRunSchema, resolveImageRun } from './image-run.js';

const image = (config: Partial<ImageConfig>): ImageConfig => ({
  ...{ entrypoint: [], command: [], user: '', exposedPorts: [] },
  ...config,
});

describe('how an image is run', () => {
  test('of the Jupyter stacks: JupyterLab on its port', () => {
    const config = image({
      entrypoint: ['tini', '-g', '--'],
      command: ['start-notebook.py'],
      exposedPorts: ['8888/tcp'],
    });
    expect(resolveImageRun({}, config)).toEqual({
      ...{ frontEnd: 'jupyter', port: 8888, workingDir: '/work', landingPath: '/lab' },
      ...{ command: undefined, args: undefined, user: undefined },
    });
  });

  test('that exposes a port and starts no Jupyter: as the web server that it is', () => {
    const config = image({ entrypoint: ['/init'], exposedPorts: ['8787/tcp', '5000/udp'] });
    expect(resolveImageRun({}, config)).toMatchObject({ frontEnd: 'http', port: 8787, landingPath: '/' });
  });

  test('that exposes what is no port: as if it exposed nothing', () => {
    for (const port of ['0/tcp', '65536/tcp', '99999999999999999999', '-1/tcp', '8080x'])
      expect(resolveImageRun({}, image({ exposedPorts: [port] }))).toMatchObject({ frontEnd: 'jupyter', port: 8888 });
    const some = image({ exposedPorts: ['0/tcp', '70000', '8501/tcp'] });
    expect(resolveImageRun({}, some)).toMatchObject({ frontEnd: 'http', port: 8501 });
  });

  test('that says nothing: as a Jupyter image', () => {
    expect(resolveImageRun({}, image({}))).toMatchObject({ frontEnd: 'jupyter', port: 8888 });
    expect(resolveImageRun({}, undefined)).toMatchObject({ frontEnd: 'jupyter', port: 8888 });
  });

  test('with a command of its own: as the web server that it starts', () => {
    const run = { command: ['ttyd'], args: ['-p', '7681', 'bash'], port: 7681 };
    expect(resolveImageRun(run, undefined)).toMatchObject({ frontEnd: 'http', ...run });
  });

  test('is what the environment says, before what the image says', () => {
    const config = image({ command: ['jupyter', 'lab'], exposedPorts: ['8888/tcp'], user: 'jovyan' });
    const run = { frontEnd: 'http', port: 3838, user: '1000:100', landingPath: '/app', workingDir: '/srv' } as const;
    expect(resolveImageRun(run, config)).toMatchObject(run);
  });

  test.each([
    { user: 'jovyan' },
    { user: '1000:' },
    { port: 0 },
    { port: 65_536 },
    { landingPath: 'lab' },
    { workingDir: '/a\nb' },
    { command: [] },
    { args: ['a\0b'] },
    { entrypoint: ['sh'] },
  ])('is refused as %j', (run) => {
    expect(imageRunInput.safeParse(run).success).toBe(false);
  });

  test('of an event that a later version wrote is read as far as it is known', () =>
    expect(imageRunSchema.parse({ port: 1, devices: ['fpga'] })).toEqual({ port: 1 }));
});
