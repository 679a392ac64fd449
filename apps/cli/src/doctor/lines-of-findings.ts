import type { Finding, FindingStatus } from './finding.js';

const marks: Readonly<Record<FindingStatus, string>> = { ok: 'ok     ', warning: 'WARNING', problem: 'PROBLEM' };

const counted = (findings: readonly Finding[], status: FindingStatus): string => {
  const count = findings.filter((finding) => finding.status === status).length;
  return `${count} ${status}${count === 1 ? '' : 's'}`;
};

/** For people: a line a check, what to do below it, and a sum. */
export const linesOfFindings = (findings: readonly Finding[]): string[] => [
  ...findings.flatMap(({ check, status, detail, advice }) => [
    `${marks[status]}  ${check}: ${detail}`,
    ...(advice === undefined ? [] : [`         → ${advice}`]),
  ]),
  `${findings.length} checks: ${counted(findings, 'problem')}, ${counted(findings, 'warning')}`,
];
