import { describe, expect, test } from 'vitest';
import { type ImageRun, resolveImageRun } from '#libs/image-registry';
import { mainCommandOf } from './main-command-of.js';

const commandOf = (run: ImageRun, isRoot = false) => mainCommandOf(resolveImageRun(run, undefined), isRoot);

describe('what a container is told to run', () => {
  test('of a Jupyter image: JupyterLab on all its addresses, by the image’s entry point', () => {
    const { command, args } = commandOf({});
    expect(command).toBeUndefined();
    expect(args?.slice(0, 2)).toEqual(['jupyter', 'lab']);
    expect(args).toEqual(
      expect.arrayContaining(['--ServerApp.ip=0.0.0.0', '--ServerApp.port=8888', '--ServerApp.root_dir=/work']),
    );
  });

  test('as root only where it is', () => {
    expect(commandOf({}).args).toContain('--ServerApp.allow_root=False');
    expect(commandOf({}, true).args).toContain('--ServerApp.allow_root=True');
  });

  test('with a Jupyter of its own place: that one, told the same', () => {
    const { command, args } = commandOf({ frontEnd: 'jupyter', command: ['/opt/bin/jupyter', 'lab'] });
    expect(command).toEqual(['/opt/bin/jupyter', 'lab']);
    expect(args).toContain('--ServerApp.port=8888');
  });

  test('of a web server: what is said, and nothing else', () => {
    expect(commandOf({ frontEnd: 'http' })).toEqual({ command: undefined, args: undefined });
    expect(commandOf({ frontEnd: 'http', args: ['-p', '1'] })).toEqual({ command: undefined, args: ['-p', '1'] });
    expect(commandOf({ command: ['serve'] })).toEqual({ command: ['serve'], args: undefined });
  });

  test('with arguments of somebody’s own: those alone', () =>
    expect(commandOf({ frontEnd: 'jupyter', args: ['start'] })).toEqual({ command: undefined, args: ['start'] }));
});
