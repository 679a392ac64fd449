const started = Date.now();

/** A line of the story, with the seconds since it began. */
export const tell = (line: string): void => {
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}\n`);
};
