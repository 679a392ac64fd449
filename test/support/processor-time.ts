/**
 * Milliseconds of processors that this process takes for some work, of all its threads and of the servers in it. What others on the
 * machine do meanwhile does not count, as it would by a clock.
 */
export const processorTime = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before).user / 1_000;
};
