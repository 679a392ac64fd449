import { describe, expect, test } from 'vitest';
import { MemoryBudget } from './memory-budget.js';

const budgetOf = (mostBytes: number) => {
  const budget = new MemoryBudget(mostBytes);
  const givenUp: string[] = [];
  return { givenUp, begin: (name: string) => budget.begin(() => givenUp.push(name)) };
};

describe('a memory budget', () => {
  test('gives nobody up while all fits', () => {
    const { begin, givenUp } = budgetOf(100);
    begin('a').hold(60);
    begin('b').hold(40);
    expect(givenUp).toEqual([]);
  });

  test('gives up for whom something was held longest, and no more than needed', () => {
    const { begin, givenUp } = budgetOf(100);
    const [a, b, c] = [begin('a'), begin('b'), begin('c')];
    a.hold(50);
    b.hold(20);
    a.hold(0);
    a.hold(50);
    c.hold(40);
    expect(givenUp).toEqual(['b']);
  });

  test('does not count who has ended or was given up', () => {
    const { begin, givenUp } = budgetOf(100);
    const [a, b] = [begin('a'), begin('b')];
    a.hold(90);
    a.end();
    a.hold(90);
    b.hold(101);
    b.hold(101);
    expect(givenUp).toEqual(['b']);
  });
});
