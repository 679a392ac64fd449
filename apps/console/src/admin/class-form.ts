import { t } from '@lingui/core/macro';
import type { FieldError } from '../api/problem.js';
import type { PublishResourceClass, ResourceClass, ReviseResourceClass } from '../api/schema.js';
import { bytesShown } from '../page/bytes-shown.js';
import { typedBytes } from '../page/typed-bytes.js';

/** A resource class as it is being edited: text, as typed. */
export interface ClassForm {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly gpu: string;
  /** Empty: no bound. */
  readonly maxDisk: string;
}

export const classFormOf = ({ name, cpu, memory, gpu, maxDisk }: ResourceClass): ClassForm => ({
  name,
  cpu: String(cpu),
  memory: bytesShown(memory),
  gpu: String(gpu),
  maxDisk: maxDisk === undefined ? '' : bytesShown(maxDisk),
});

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));

/** What the API would not understand, or understand as something else. */
export const mistakesInClass = ({ cpu, memory, gpu, maxDisk }: ClassForm): readonly FieldError[] => {
  const cores = t`write a number of cores, for example 0.5.`;
  const cards = t`write a number, 0 for none.`;
  const bytes = t`write a number of GiB, or one with its unit, for example 512 MiB.`;
  return [
    { pointer: '/cpu', detail: cores, isFine: !Number.isNaN(numberIn(cpu)) },
    { pointer: '/memory', detail: bytes, isFine: typedBytes(memory) !== undefined },
    { pointer: '/gpu', detail: cards, isFine: !Number.isNaN(numberIn(gpu)) },
    { pointer: '/maxDisk', detail: bytes, isFine: maxDisk.trim() === '' || typedBytes(maxDisk) !== undefined },
  ].flatMap(({ isFine, ...mistake }) => (isFine ? [] : [mistake]));
};

/** Of a form without mistakes. */
export const publishedClass = ({ name, cpu, memory, gpu, maxDisk }: ClassForm): PublishResourceClass => {
  const disk = typedBytes(maxDisk);
  return {
    name: name.trim(),
    cpu: numberIn(cpu),
    memory: typedBytes(memory) ?? memory,
    gpu: numberIn(gpu),
    ...(disk !== undefined && { maxDisk: disk }),
  };
};

/** Only what differs from what the form began with, so that nobody's other change is undone. Of a form without mistakes. */
export const changedClass = (before: ResourceClass, form: ClassForm): ReviseResourceClass => {
  const [was, is] = [publishedClass(classFormOf(before)), publishedClass(form)];
  return {
    ...(is.name !== was.name && { name: is.name }),
    ...(is.cpu !== was.cpu && { cpu: is.cpu }),
    ...(is.memory !== was.memory && { memory: is.memory }),
    ...(is.gpu !== was.gpu && { gpu: is.gpu ?? 0 }),
    ...(is.maxDisk !== was.maxDisk && { maxDisk: is.maxDisk ?? null }),
  };
};
