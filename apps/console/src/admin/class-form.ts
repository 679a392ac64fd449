import { t } from '@lingui/core/macro';
import type { FieldError } from '../api/problem.js';
import type { PublishResourceClass, ResourceClass, ReviseResourceClass } from '../api/schema.js';
import { bytesShown } from '../page/bytes-shown.js';
import { isSame } from '../page/is-same.js';
import { typedBytes } from '../page/typed-bytes.js';
import { mistakesInPlacement, type PlacementForm, placementFormOf, placementOf } from './placement-form.js';

/** A resource class as it is being edited: text, as typed. */
export interface ClassForm {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpu: string;
  /** Empty: no bound. */
  readonly maxDisk: string;
  /** Empty: any number at a time. */
  readonly capacity: string;
  readonly placement: PlacementForm;
}

export const classFormOf = ({ name, cpu, memory, gpu, maxDisk, capacity, placement }: ResourceClass): ClassForm => ({
  name,
  cpu: String(cpu),
  memory: bytesShown(memory),
  gpu: String(gpu),
  maxDisk: maxDisk === undefined ? '' : bytesShown(maxDisk),
  capacity: capacity === undefined ? '' : String(capacity),
  placement: placementFormOf(placement),
});

const isEmpty = (text: string): boolean => text.trim() === '';
const numberIn = (text: string): number => (isEmpty(text) ? Number.NaN : Number(text.replace(',', '.')));
const isNumber = (text: string): boolean => !Number.isNaN(numberIn(text));
const isBytes = (text: string): boolean => typedBytes(text) !== undefined;

/** What the API would not understand, or understand as something else. */
export const mistakesInClass = ({
  cpu,
  memory,
  gpu,
  maxDisk,
  capacity,
  placement,
}: ClassForm): readonly FieldError[] => {
  const bytes = t`write a number of GiB, or one with its unit, for example 512 MiB.`;
  const mistakes = [
    { pointer: '/cpu', detail: t`write a number of cores, for example 0.5.`, isFine: isNumber(cpu) },
    { pointer: '/memory', detail: bytes, isFine: isBytes(memory) },
    { pointer: '/gpu', detail: t`write a number, 0 for none.`, isFine: isNumber(gpu) },
    { pointer: '/maxDisk', detail: bytes, isFine: isEmpty(maxDisk) || isBytes(maxDisk) },
    {
      pointer: '/capacity',
      detail: t`write how many, or nothing for any number.`,
      isFine: isEmpty(capacity) || isNumber(capacity),
    },
  ];
  return [
    ...mistakes.flatMap(({ isFine, ...mistake }) => (isFine ? [] : [mistake])),
    ...mistakesInPlacement(placement),
  ];
};

/** Of a form without mistakes. */
export const publishedClass = ({ name, cpu, memory, gpu, ...optional }: ClassForm): PublishResourceClass => {
  const [maxDisk, placement] = [typedBytes(optional.maxDisk), placementOf(optional.placement)];
  return {
    name: name.trim(),
    cpu: numberIn(cpu),
    memory: typedBytes(memory) ?? memory,
    gpu: numberIn(gpu),
    ...(maxDisk !== undefined && { maxDisk }),
    ...(!isEmpty(optional.capacity) && { capacity: numberIn(optional.capacity) }),
    ...(placement !== undefined && { placement }),
  };
};

const sent = ['name', 'cpu', 'memory', 'gpu', 'maxDisk', 'capacity', 'placement'] as const;

/** Only what differs from what the form began with, so that nobody's other change is undone. Of a form without mistakes. */
export const changedClass = (before: ResourceClass, form: ClassForm): ReviseResourceClass => {
  const [was, is] = [publishedClass(classFormOf(before)), publishedClass(form)];
  const changed = sent.filter((field) => !isSame(is[field], was[field]));
  return Object.fromEntries(changed.map((field) => [field, is[field] ?? null]));
};
