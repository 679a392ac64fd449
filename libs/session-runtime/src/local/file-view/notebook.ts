import { z } from 'zod';

/** The format has texts whole or as a list of their lines. */
const text = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat().join(''));

const data = z.record(z.string(), z.unknown());

const output = z.union([
  z.object({ output_type: z.literal('stream'), name: z.string().optional(), text }),
  z.object({ output_type: z.enum(['display_data', 'execute_result']), data }),
  z.object({ output_type: z.literal('error'), ename: z.string(), evalue: z.string(), traceback: z.array(z.string()) }),
]);

const cell = z.object({
  cell_type: z.string(),
  source: text,
  execution_count: z.int().nullish(),
  outputs: z
    .array(output.catch({ output_type: 'stream', text: 'This output is of a kind that is not shown here.' }))
    .default([]),
});

/** What is shown of a notebook, of Jupyter's format 4 (nbformat.readthedocs.io). */
export const notebook = z.object({ nbformat: z.literal(4), cells: z.array(cell) });

export const notebookText = text;

export type Notebook = z.infer<typeof notebook>;
export type NotebookCell = Notebook['cells'][number];
export type NotebookOutput = NotebookCell['outputs'][number];
