import { describe, expect, test } from '@jest/globals';
import type { Role, Status, Visibility } from '../api/views.js';
import { type Action, legalActions, mayLaunch } from './legal-actions.js';

const session = (status: Status, isDefault = true) => ({ sessionId: 's', status, isDefault });
const launch = (status: Status, more: { phase?: string; sessionId?: string; configurationChanged?: boolean } = {}) => ({
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
  const cells: [Role | undefined, Visibility, boolean][] = [
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
