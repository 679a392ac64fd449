import shared from '@eventstore/db-client/generated/shared_pb.js';
import { expect, test } from 'vitest';
import { uuidHalves, uuidText } from './uuid.js';

const HIGH = 'f0b07e6e-7a3a-4f0c-9a39-0f2d3a3a4b5c';

test.each([HIGH, '00000000-0000-0000-0000-000000000001'])('%s is the same in both forms', (text) => {
  const [most, least] = uuidHalves(text).map((half) => BigInt.asIntN(64, half).toString());
  const structured = new shared.UUID.Structured().setMostSignificantBits(most!).setLeastSignificantBits(least!);
  expect(uuidText(new shared.UUID().setStructured(structured))).toBe(text);
  expect(uuidText(new shared.UUID().setString(text.toUpperCase()))).toBe(text);
});

test.each(['', 'id', HIGH.slice(1), `${HIGH}0`])('"%s" is no UUID', (text) => {
  expect(uuidText(new shared.UUID().setString(text))).toBeUndefined();
});

test('nothing is no UUID', () => {
  expect(uuidText(undefined)).toBeUndefined();
});
