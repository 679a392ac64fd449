/** Sums of whole numbers, so that no way of adding them up gives another total. */
export interface Amounts {
  /** Thousandths of a core, times milliseconds. */
  readonly cpu: bigint;
  /** Bytes, times milliseconds. */
  readonly memory: bigint;
  /** Thousandths of a device, times milliseconds. */
  readonly gpu: bigint;
}

export const noAmounts: Amounts = { cpu: 0n, memory: 0n, gpu: 0n };

export const plus = (one: Amounts, other: Amounts): Amounts => ({
  cpu: one.cpu + other.cpu,
  memory: one.memory + other.memory,
  gpu: one.gpu + other.gpu,
});
