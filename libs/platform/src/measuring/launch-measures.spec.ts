import { expect, test } from 'vitest';
import { Metrics } from '#libs/observability';
import { failureReasons } from '#libs/session-runtime';
import { LaunchMeasures } from './launch-measures.js';

const of = (launchId: string) => ({ launchId, run: 1 });
const event = (type: string, data: object) => ({ type, data });

test('the time of each phase, and of all, is measured where the start was seen', async () => {
  const metrics = new Metrics('1.2.3');
  const measures = new LaunchMeasures(metrics);
  measures.see(event('LaunchProgressed', { ...of('a'), phase: 'pulling' }), 1000);
  measures.see(event('LaunchProgressed', { ...of('a'), phase: 'pulling', detail: 'half of it' }), 3000);
  measures.see(event('LaunchProgressed', { ...of('a'), phase: 'checking' }), 9000);
  measures.see(event('SessionStarted', of('a')), 11_000);
  measures.see(event('SessionStarted', of('seen by another')), 11_000);
  const text = await metrics.registry.metrics();
  expect(text).toContain('renku_sessions_run_start_phase_duration_seconds_sum{phase="pulling"} 8\n');
  expect(text).toContain('renku_sessions_run_start_phase_duration_seconds_sum{phase="checking"} 2\n');
  expect(text).toContain('renku_sessions_run_start_duration_seconds_sum 10\n');
  expect(text).toContain('renku_sessions_run_start_duration_seconds_count 1\n');
});

test('pauses and failures are counted by their reasons', async () => {
  const metrics = new Metrics('1.2.3');
  const measures = new LaunchMeasures(metrics);
  measures.see(event('SessionPauseRequested', { ...of('a'), reason: 'idle' }), 0);
  measures.see(event('SessionFailed', { ...of('b'), reason: 'NODE_LOST', message: 'free text' }), 0);
  const text = await metrics.registry.metrics();
  expect(text).toContain('renku_sessions_session_pauses_total{reason="idle"} 1\n');
  expect(text).toContain('renku_sessions_runs_failed_total{reason="NODE_LOST"} 1\n');
  expect(text).not.toContain('free text');
});

test('each reason for a failure is told from the start, so that the first runs that fail are an increase, however many at once', async () => {
  const metrics = new Metrics('1.2.3');
  new LaunchMeasures(metrics);
  const text = await metrics.registry.metrics();
  for (const reason of Object.keys(failureReasons))
    expect(text).toContain(`renku_sessions_runs_failed_total{reason="${reason}"} 0\n`);
});
