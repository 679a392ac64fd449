import type { Finding } from './finding.js';

/** Group and others. */
const BEYOND_OWNER = 0o077;

/** Of a file with a secret. */
export const judgeFileMode = (file: string, mode: number): Finding => {
  const check = `file ${file}`;
  const shown = (mode & 0o777).toString(8).padStart(4, '0');
  if ((mode & BEYOND_OWNER) === 0) return { check, status: 'ok', detail: `its owner alone reads it (${shown})` };
  const detail = `others than its owner have rights on it (${shown}), and it holds a secret`;
  return {
    check,
    status: 'problem',
    detail,
    advice: `chmod 600 ${file}, and change the secret if others use this machine`,
  };
};
