import { expect, test } from 'vitest';
import { GatewayAnswers } from './gateway-answers.js';

const gatewayUrl = 'http://gateway.example';
const heard = (...statuses: (number | undefined)[]) => {
  let now = 0;
  const answers = new GatewayAnswers({ gatewayUrl, timing: { now: () => now } });
  for (const status of statuses) answers.note(status);
  return { answers, later: (ms: number) => (now += ms) };
};

test('a gateway that was asked nothing is not said to be wrong', () => {
  expect(heard().answers.condition()).toEqual({ status: 'up' });
});

test.each([204, 502, 503])('a gateway that answers %d takes the questions', (status) => {
  expect(heard(404, status).answers.condition()).toEqual({ status: 'up' });
});

test('a gateway with another secret refuses, which is told with what to do', () => {
  expect(heard(404).answers.condition()).toEqual({
    status: 'degraded',
    problems: [
      {
        name: 'refuses this worker (404)',
        detail: expect.stringContaining(gatewayUrl),
        advice: expect.stringContaining('the same SESSION_ACCESS_SECRET'),
      },
    ],
  });
});

test('a gateway that does not answer is told with where it is looked for', () => {
  expect(heard(undefined).answers.condition()).toMatchObject({
    status: 'degraded',
    problems: [{ name: 'does not answer', advice: expect.stringContaining('GATEWAY_URL') }],
  });
});

test('what nobody waits for any more is not told for ever', () => {
  const { answers, later } = heard(404);
  later(61_000);
  expect(answers.condition()).toEqual({ status: 'up' });
});
