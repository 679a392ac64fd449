import { Program } from '../../test/support/program.js';
import { StandaloneProcess } from '../../test/support/standalone-process.js';

/** For whoever looks for the cause of a number: `BENCH_NODE_FLAGS='--cpu-prof --cpu-prof-dir=…' npm run bench`. */
const nodeFlags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
const options = { stderr: 'inherit', nodeFlags } as const;

/** Whatever happens to us, it does not stay behind. */
const notLeftBehind = <P extends Program>(program: P): P => {
  process.once('exit', () => void program.end('SIGKILL'));
  return program;
};

/** A standalone on free ports, with these settings beside. Resolves when it is ready. */
export const startStandalone = async (
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StandaloneProcess> => {
  const own = { PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, MONGODB_DATABASE: 'bench' };
  const env = { ...process.env, ...own, ...settings };
  const standalone = notLeftBehind(new StandaloneProcess(env, options));
  await standalone.ready();
  return standalone;
};

/** One of the programs beside this file. */
export const startProgram = (name: string, args: readonly string[]): Program =>
  notLeftBehind(new Program(`dist/bench/src/${name}.js`, args, process.env, options));

/** An embedded server alone in a process. */
export const startServer = async (
  kind: 'event-store' | 'documents',
  dataDir: string,
): Promise<{ server: Program; connectionString: string }> => {
  const server = startProgram('server', [kind, dataDir]);
  return { server, connectionString: await server.says(/^ready (\S+)$/m) };
};
