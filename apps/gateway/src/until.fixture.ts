/** Waits for a condition; fails after a while (milliseconds), rather than ask for ever. */
export const until = async (condition: () => boolean | Promise<boolean>, patience = 4_000): Promise<void> => {
  const giveUpAt = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`still not so after ${patience} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
