/** Waits for a condition; fails after 5 s, rather than ask for ever. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAt = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`still not so after 5 s: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
