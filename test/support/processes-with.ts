import { readdir, readFile } from 'node:fs/promises';

/** The living processes of this machine, but the caller, that have a text among their arguments or in their environment. */
export const processesWith = async (text: string): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.flatMap((pid) =>
      ['cmdline', 'environ'].map(async (file) => {
        const said = await readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '');
        return said.includes(text) ? [`${pid}/${file}`] : [];
      }),
    ),
  );
  return found.flat();
};
