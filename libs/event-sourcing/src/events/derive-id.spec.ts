import fc from 'fast-check';
import { v5 } from 'uuid';
import { expect, test } from 'vitest';
import { deriveId } from './derive-id.js';

test('ids are the version 5 UUIDs that they have always been', () => {
  const namespace = '6b0d9c6e-0a0b-4d0c-8a55-1f6a1f1a7c3e';
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer())), (parts) => {
      expect(deriveId(...parts)).toBe(v5(JSON.stringify(parts), namespace));
    }),
  );
  expect(deriveId('seed', 'jupyter-python')).toBe('1db4ed9f-4d03-5376-9a43-5d0cf41c2def');
});
