import { Program } from '../../test/support/program.js';
import { StandaloneProcess } from '../../test/support/standalone-process.js';

/** For whoever looks for the cause of a number: `BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=…' npm run bench`. */
const nodeFlags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
const options = { stderr: 'inherit', nodeFlags } as const;

/** A standalone on free ports, with these settings beside. Resolves when it is ready. */
export const startStandalone = async (
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StandaloneProcess> => {
  const own = { PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, MONGODB_DATABASE: 'bench' };
  const env = { ...process.env, ...own, ...settings };
  const standalone = new StandaloneProcess(env, options);
  await standalone.ready();
  return standalone;
};

/** One of the programs beside this file, with `own` flags for Node. */
export const startProgram = (name: string, args: readonly string[], own: readonly string[] = []): Program => {
  const program = `dist/bench/src/${name}.js`;
  return new Program(program, args, process.env, { ...options, nodeFlags: [...nodeFlags, ...own] });
};

/** An embedded server alone in a process. */
export const startServer = async (
  kind: 'event-store' | 'documents',
  dataDir: string,
): Promise<{ server: Program; connectionString: string }> => {
  const server = startProgram('server', [kind, dataDir]);
  return { server, connectionString: await server.says(/^ready (\S+)$/m) };
};
