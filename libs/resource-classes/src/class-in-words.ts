import type { ResourceClass } from './resource-class.js';

const gibibytes = (bytes: number): string => `${Number((bytes / 2 ** 30).toFixed(1))} GiB`;

/** e.g. `large (8 cores, 32 GiB of memory, 1 graphics card, up to 100 GiB of disk)`. */
export const classInWords = ({ name, cpu, memory, gpu, maxDisk }: ResourceClass): string => {
  const parts = [
    `${cpu} ${cpu === 1 ? 'core' : 'cores'}`,
    `${gibibytes(memory)} of memory`,
    ...(gpu === 0 ? [] : [`${gpu} graphics ${gpu === 1 ? 'card' : 'cards'}`]),
    ...(maxDisk === undefined ? [] : [`up to ${gibibytes(maxDisk)} of disk`]),
  ];
  return `${name} (${parts.join(', ')})`;
};
