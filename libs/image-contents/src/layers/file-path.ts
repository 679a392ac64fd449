const plain = /^(?!\.{1,2}(?:\/|$))[^/]+(?:\/(?!\.{1,2}(?:\/|$))[^/]+)*$/;

/** As an image has it: without a slash or a dot at its beginning, and without a slash at its end. Undefined: it leads out of the image. */
export const filePath = (name: string): string | undefined => {
  const simple = name.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  if (simple === '' || simple === '.') return '';
  if (plain.test(simple)) return simple;
  const parts = simple.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
};

/** `''` is that of what is at the top. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** All directories that it is in, the nearest first and the top last. */
export const directoriesOf = (path: string): readonly string[] => {
  const found: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return [...found, ''];
};
