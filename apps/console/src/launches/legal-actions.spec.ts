import { describe, expect, test } from 'vitest';
import type { Launch, Project } from '../api/schema.js';
import { type Action, legalActions, mayLaunch, runActions } from './legal-actions.js';

type Status = Launch['status'];

const session = (status: Status, isDefault = true) => ({ sessionId: 's', status, isDefault });
type More = Partial<Pick<Launch, 'phase' | 'sessionId' | 'configurationChanged' | 'announcedPause'>>;

const launch = (status: Status, more: More = {}) => ({
  sessionId: 's',
  status,
  configurationChanged: false,
  ...more,
});
const viewer = { role: 'viewer', visibility: 'private' } as const;
const editor = { role: 'editor', visibility: 'private' } as const;

describe('the buttons of a launch are what its state allows', () => {
  const table: [string, ReturnType<typeof launch> | undefined, Action[]][] = [
    ['never launched', undefined, ['launch']],
    ['inactive', launch('inactive'), ['launch']],
    ['launching', launch('launching', { phase: 'pulling' }), ['pause', 'stop']],
    ['running', launch('running'), ['open', 'pause', 'stop']],
    [
      'going to be paused',
      launch('running', { announcedPause: { reason: 'idle', since: 'then', pausesAt: 'soon' } }),
      ['open', 'keep', 'pause', 'stop'],
    ],
    ['pausing', launch('running', { phase: 'pausing' }), ['stop']],
    ['pausing what never ran', launch('launching', { phase: 'pausing' }), ['stop']],
    ['stopping what never ran', launch('launching', { phase: 'stopping' }), []],
    ['stopping', launch('running', { phase: 'stopping' }), []],
    ['paused', launch('paused'), ['resume', 'stop']],
    [
      'paused, configured since',
      launch('paused', { configurationChanged: true }),
      ['resume', 'resume-current', 'stop'],
    ],
    ['failed', launch('failed'), ['launch', 'resume', 'stop']],
  ];

  test.each(table)('%s', (_, place, expected) => {
    expect(legalActions(session(place?.status ?? 'inactive'), place, viewer)).toEqual(expected);
  });

  test('before the launch itself is read, the session’s status decides', () => {
    expect(legalActions(session('paused'), undefined, viewer)).toEqual(['resume', 'stop']);
  });
});

describe('one launch per environment, project and user', () => {
  test.each<Status>(['launching', 'running', 'paused'])(
    'another session is %s: this one cannot be launched',
    (status) => {
      expect(legalActions(session('inactive'), launch(status, { sessionId: 'other' }), viewer)).toEqual([]);
    },
  );

  test.each<Status>(['inactive', 'failed'])('another session is %s: the place is free', (status) => {
    expect(legalActions(session('inactive'), launch(status, { sessionId: 'other' }), viewer)).toEqual(['launch']);
  });
});

describe('who may what', () => {
  const cells: [Project['role'], Project['visibility'], boolean][] = [
    ['viewer', 'private', true],
    ['editor', 'private', true],
    ['owner', 'private', true],
    [undefined, 'public', true],
    [undefined, 'private', false],
  ];

  test.each(cells)('role %s in a %s project may launch: %s', (role, visibility, expected) => {
    expect(mayLaunch({ role, visibility })).toBe(expected);
  });

  test('an auditor of a private project has no button at all', () => {
    expect(legalActions(session('inactive'), undefined, { visibility: 'private' })).toEqual([]);
  });

  test('write access adds what changes the session for everybody', () => {
    expect(legalActions(session('inactive'), undefined, editor)).toEqual(['launch', 'configure', 'remove']);
    expect(legalActions(session('inactive', false), undefined, editor)).toEqual([
      'launch',
      'configure',
      'make-default',
      'remove',
    ]);
  });

  test('a newer image is offered to who may take it', () => {
    const offered = { ...session('inactive'), imageUpdate: { reference: 'r', availableSince: '2026-01-01T00:00:00Z' } };
    expect(legalActions(offered, undefined, editor)).toContain('update-image');
    expect(legalActions(offered, undefined, viewer)).not.toContain('update-image');
  });
});

describe('of a launch whose session is not known', () => {
  test('what its state allows is offered, but a new launch', () => {
    expect(runActions({ ...launch('failed'), projectName: 'Rivers' })).toEqual(['resume', 'stop']);
    expect(runActions({ ...launch('running'), projectName: 'Rivers' })).toEqual(['open', 'pause', 'stop']);
  });

  test('in a project that was left it can be stopped', () => {
    expect(runActions(launch('running'))).toEqual(['stop']);
  });
});
