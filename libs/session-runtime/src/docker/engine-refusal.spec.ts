import { describe, expect, test } from 'vitest';
import { engineRefusal } from './engine-refusal.js';

describe('what an engine refuses', () => {
  test('for want of room is told as that, without the directories that it names', () => {
    // Podman's, shortened
    const said = `(HTTP code 500) server error - copier.request{Root:"/var/lib/x", ${'…'.repeat(900)}: no space left on device`;
    const { reason, message } = engineRefusal(said);
    expect(reason).toBe('NO_SPACE');
    expect(message).not.toContain('/var/lib');
  });

  test('for another reason is told in its words, as many as a person reads', () => {
    const { reason, message } = engineRefusal(`no. ${'x'.repeat(5000)}`);
    expect(reason).toBe('MISCONFIGURED');
    expect(message).toMatch(/^The container engine refuses: no\. x{300,400}$/);
  });
});
