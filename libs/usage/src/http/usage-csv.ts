import { csv } from './csv.js';
import type { UsageView } from './usage.dto.js';

type Asked = Pick<UsageView, 'from' | 'to' | 'rule'>;
type Cell = (line: UsageView['lines'][number], asked: Asked) => string | number | undefined;

const columns: Readonly<Record<string, Cell>> = {
  userId: ({ userId }) => userId,
  projectId: ({ projectId }) => projectId,
  resourceClassId: ({ resourceClassId }) => (resourceClassId === null ? 'none' : resourceClassId),
  month: ({ month }) => month,
  cpuCoreHours: ({ cpuCoreHours }) => cpuCoreHours,
  memoryGiBHours: ({ memoryGiBHours }) => memoryGiBHours,
  gpuHours: ({ gpuHours }) => gpuHours,
  runs: ({ runs }) => runs,
  failed: ({ failed }) => failed,
  queueSecondsP50: ({ queueSeconds }) => queueSeconds?.p50,
  queueSecondsP95: ({ queueSeconds }) => queueSeconds?.p95,
  startSecondsP50: ({ startSeconds }) => startSeconds?.p50,
  startSecondsP95: ({ startSeconds }) => startSeconds?.p95,
  from: (_, { from }) => from,
  to: (_, { to }) => to,
  rule: (_, { rule }) => rule,
};

/** The same columns, whatever was asked for: what a line is not about is empty. */
export const usageCsv = ({ lines, ...asked }: Asked & Pick<UsageView, 'lines'>): string =>
  csv(
    Object.keys(columns),
    lines.map((line) => Object.values(columns).map((cell) => cell(line, asked))),
  );
