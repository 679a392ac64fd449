import { describe, test } from 'vitest';
import { deciderSpec, recorded } from '#libs/event-sourcing/testing';
import type { LastUse, PauseLimits } from '../announced-pause.js';
import { launch } from '../launch.js';
import { a, LAUNCH, USER } from '../testing/launches.js';
import { keepRunning } from './keep-running.js';
import { pauseAtLimit } from './pause-at-limit.js';

const HOUR = 3_600_000;
const never = Number.POSITIVE_INFINITY;
const spec = deciderSpec(launch);
/** On March 1st. */
const at = (time: string): string => `2026-03-01T${time}:00.000Z`;
const running = [a.launched(1), recorded(a.started(1), { at: at('08:00') })];

const look = (
  time: string,
  lastUse: LastUse = { at: at('08:00') },
  limits: PauseLimits = { idleMs: 4 * HOUR, lifetimeMs: never },
) => [pauseAtLimit, { launchId: LAUNCH, run: 1, lastUse, limits, now: new Date(at(time)) }, system] as const;
const system = { actor: 'system:limits' };

const idleSince8 = a.pauseAnnounced(1, { reason: 'idle', since: at('08:00'), pausesAt: at('12:00') });
const announced = [...running, idleSince8];

describe('rule 10, a session that nobody uses is paused', () => {
  test('not while there is more than an hour left', () =>
    spec
      .given(...running)
      .when(...look('10:59'))
      .thenNothing());

  test('and that is announced an hour before', () =>
    spec
      .given(...running)
      .when(...look('11:00'))
      .then([idleSince8]));

  test('with a limit of less than four hours, a quarter of it before', () => {
    const limits = { idleMs: HOUR, lifetimeMs: never };
    spec
      .given(...running)
      .when(...look('08:44', { at: at('08:00') }, limits))
      .thenNothing();
    spec
      .given(...running)
      .when(...look('08:45', { at: at('08:00') }, limits))
      .then([a.pauseAnnounced(1, { reason: 'idle', since: at('08:00'), pausesAt: at('09:00') })]);
  });

  test('the time counts from its last use', () => {
    const lastUse = { at: at('09:30') };
    spec
      .given(...running)
      .when(...look('12:29', lastUse))
      .thenNothing();
    spec
      .given(...running)
      .when(...look('12:30', lastUse))
      .then([a.pauseAnnounced(1, { reason: 'idle', since: at('09:30'), pausesAt: at('13:30') })]);
  });

  test('announced late, it has the whole hour all the same', () =>
    spec
      .given(...running)
      .when(...look('20:00'))
      .then([a.pauseAnnounced(1, { reason: 'idle', since: at('08:00'), pausesAt: at('21:00') })]));

  test('announced once', () =>
    spec
      .given(...announced)
      .when(...look('11:59'))
      .thenNothing());

  test('when that time has come', () =>
    spec
      .given(...announced)
      .when(...look('12:00'))
      .then([a.pauseRequested(1, 'idle')]));

  test('called off when it is used', () =>
    spec
      .given(...announced)
      .when(...look('12:00', { at: at('11:59') }))
      .then([a.pauseCalledOff(1, 'used')]));

  test('called off when the operator gives it more time, or all', () => {
    for (const idleMs of [5 * HOUR, never])
      spec
        .given(...announced)
        .when(...look('12:00', undefined, { idleMs, lifetimeMs: never }))
        .then([a.pauseCalledOff(1, 'limits-changed')]);
  });

  test('also when it was used and left alone again unseen: that is announced anew', () => {
    const lastUse = { at: at('11:59') };
    spec
      .given(...announced)
      .when(...look('17:00', lastUse))
      .then([a.pauseCalledOff(1, 'used')]);
    spec
      .given(...announced, a.pauseCalledOff(1, 'used'))
      .when(...look('17:00', lastUse))
      .then([a.pauseAnnounced(1, { reason: 'idle', since: at('11:59'), pausesAt: at('18:00') })]);
  });

  test('not where nobody can tell when it was used', () => {
    spec
      .given(...running)
      .when(...look('20:00', 'unknown'))
      .thenNothing();
    spec
      .given(...announced)
      .when(...look('20:00', 'unknown'))
      .thenNothing();
  });

  test('not another run of it, nor what does not run', () => {
    spec
      .given(...announced, a.pauseRequested(1), a.paused(1), a.resumeRequested(2), a.started(2))
      .when(...look('12:00'))
      .thenNothing();
    spec
      .given(...announced, a.pauseRequested(1))
      .when(...look('12:00'))
      .thenNothing();
  });

  test('by nobody but the system', () =>
    spec
      .given(...announced)
      .when(pauseAtLimit, look('12:00')[1], { actor: USER })
      .thenRejected('launch-not-found'));
});

describe('rule 10, a session runs no longer than it may, used or not', () => {
  const limits = { lifetimeMs: 10 * HOUR, idleMs: 4 * HOUR };
  const due = a.pauseAnnounced(1, { reason: 'max-lifetime', since: at('08:00'), pausesAt: at('18:00') });

  test('announced an hour before', () =>
    spec
      .given(...running)
      .when(...look('17:00', { at: at('16:59') }, limits))
      .then([due]));

  test('what was announced is carried out when its time has come, though another limit is about to be reached, too', () => {
    const both = { lifetimeMs: 10 * HOUR, idleMs: 4 * HOUR };
    const used = { at: at('14:30') };
    for (const time of ['17:15', '17:45'])
      spec
        .given(...running, due)
        .when(...look(time, used, both))
        .thenNothing();
    spec
      .given(...running, due)
      .when(...look('18:00', used, both))
      .then([a.pauseRequested(1, 'max-lifetime')]);
  });

  test('also of a session that says it is used until that is announced, and nothing from then on', () => {
    const idle = a.pauseAnnounced(1, { reason: 'idle', since: at('13:00'), pausesAt: at('17:00') });
    spec
      .given(...running, idle)
      .when(...look('16:30', 'unknown', limits))
      .thenNothing();
    spec
      .given(...running, idle)
      .when(...look('17:10', 'unknown', limits))
      .then([a.pauseAnnounced(1, { reason: 'max-lifetime', since: at('08:00'), pausesAt: at('18:10') })]);
  });

  test('paused whether it is used or nobody can tell', () => {
    const inUse = [look('18:00', { at: at('17:59') }, limits), look('18:00', 'unknown', limits)];
    for (const one of inUse)
      spec
        .given(...running, due)
        .when(...one)
        .then([a.pauseRequested(1, 'max-lifetime')]);
  });
});

describe('rule 10, its user keeps it running', () => {
  const asked = [keepRunning, { launchId: LAUNCH }, { actor: USER }] as const;

  test('its limits count anew from then', () => {
    spec
      .given(...announced)
      .when(...asked)
      .then([a.pauseCalledOff(1, 'kept')]);
    const kept = [...announced, recorded(a.pauseCalledOff(1, 'kept'), { at: at('11:30') })];
    spec
      .given(...kept)
      .when(...look('14:29'))
      .thenNothing();
    spec
      .given(...kept)
      .when(...look('14:30'))
      .then([a.pauseAnnounced(1, { reason: 'idle', since: at('11:30'), pausesAt: at('15:30') })]);
  });

  test('nothing changes where nothing was announced', () =>
    spec
      .given(...running)
      .when(...asked)
      .thenNothing());

  test('only what runs', () =>
    spec
      .given(...announced, a.pauseRequested(1, 'idle'), a.paused(1, 'idle'))
      .when(...asked)
      .thenRejected('not-running', {
        detail: 'Only what is running can be kept running. Resume or launch it instead.',
      }));

  test('nobody else does', () => {
    spec
      .given(...announced)
      .when(keepRunning, { launchId: LAUNCH })
      .thenRejected('launch-not-found');
  });
});
