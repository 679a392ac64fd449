/** What is made of the source, anew only when the source is another. */
export const madeOf = <Source, Made>(source: () => Source, make: (from: Source) => Made): (() => Made) => {
  let last: { readonly from: Source; readonly made: Made } | undefined;
  return () => {
    const from = source();
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
};
