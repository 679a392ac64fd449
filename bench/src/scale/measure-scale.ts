import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measurement } from '../measurement.js';
import type { ScaleGoal, ScaleRow } from './scale-row.js';

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** From the smallest size to the largest; of a rate, how much it fell. What cannot grow because it is 0 has not grown. */
const growthOf = (values: readonly number[], { atLeast }: ScaleGoal): number => {
  const [first = Number.NaN, last = Number.NaN] = [values[0], values.at(-1)];
  const [from, to] = atLeast === undefined ? [first, last] : [last, first];
  return from === to ? 1 : to / from;
};

const described = ({ unit, atMost, atLeast, growth }: ScaleGoal): string =>
  [
    ...(atMost === undefined ? [] : [`≤ ${shown(atMost)} ${unit}`]),
    ...(atLeast === undefined ? [] : [`≥ ${shown(atLeast)} ${unit}`]),
    ...(growth === undefined ? [] : [`growth ≤ ${growth}`]),
  ].join(', ') || '–';

const isMet = (values: readonly number[], goal: ScaleGoal): boolean | undefined => {
  const { atMost, atLeast, growth } = goal;
  if (atMost === undefined && atLeast === undefined && growth === undefined) return undefined;
  return (
    values.every((value) => value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity)) &&
    growthOf(values, goal) <= (growth ?? Infinity)
  );
};

/** A measurement for each goal of the row, at all of its sizes, with its growth factor. */
export const measureScale = async (row: ScaleRow, directory: string): Promise<Measurement[]> => {
  const measured: Readonly<Record<string, number>>[] = [];
  for (const size of row.sizes) measured.push(await row.measure(size, await mkdtemp(join(directory, 'scale-'))));
  return Object.entries(row.goals).map(([name, goal]) => {
    const values = measured.map((numbers) => numbers[name] ?? Number.NaN);
    const growth = growthOf(values, goal);
    const sizes = row.sizes.map((size) => size.toLocaleString('en')).join(' / ');
    return {
      what: `${row.what}: ${name} at ${sizes} ${row.of}`,
      goal: described(goal),
      measured: `${values.map(shown).join(' / ')} ${goal.unit}, growth ${Number.isFinite(growth) ? growth.toFixed(2) : '–'}`,
      met: isMet(values, goal),
      values: {
        ...Object.fromEntries(row.sizes.map((size, index) => [`${name} at ${size}`, values[index] ?? NaN])),
        growth,
      },
    };
  });
};
