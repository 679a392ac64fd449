import { z } from 'zod';

const MAX_PORT = 65_535;

const absolutePath = z
  .string()
  .max(500)
  .regex(/^\/[^\0\r\n]*$/, 'Write a path that begins with /.');
const word = z
  .string()
  .max(1_000)
  .regex(/^[^\0]*$/, 'It holds a character that no program can be given.');

/**
 * How an image is run, as events and answers carry it. What is absent, the image itself says (its entry point, exposed port, user,
 * working directory), and where that says nothing either, the runtime has a default (`resolveImageRun`). A field of a later version
 * is passed over.
 */
export const imageRunSchema = z
  .object({
    frontEnd: z.enum(['jupyter', 'http']),
    port: z.int(),
    command: z.array(z.string()),
    args: z.array(z.string()),
    user: z.string(),
    workingDir: z.string(),
    landingPath: z.string(),
  })
  .partial()
  .meta({ id: 'ImageRun' });

/** The same as somebody says it. */
export const imageRunInput = z
  .strictObject({
    frontEnd: z
      .enum(['jupyter', 'http'])
      .meta({ description: 'jupyter: JupyterLab is started in it; http: what the image starts is a web server' }),
    port: z.int().min(1).max(MAX_PORT).meta({ description: 'On which its web server listens' }),
    command: z.array(word).min(1).max(10).meta({ description: 'In place of the image’s entry point' }),
    args: z.array(word).max(50).meta({ description: 'In place of the image’s command' }),
    user: z
      .string()
      .regex(/^\d{1,9}(:\d{1,9})?$/, 'Write numbers, e.g. 1000 or 1000:100: a name means nothing outside the image.')
      .meta({ description: 'uid or uid:gid, numeric' }),
    workingDir: absolutePath.meta({ description: 'Where its program starts; /work where absent' }),
    landingPath: absolutePath.meta({ description: 'Where a browser starts, e.g. /lab' }),
  })
  .partial()
  .meta({ id: 'ImageRunInput' });

export type ImageRun = z.infer<typeof imageRunSchema>;

/** Of an image's own configuration (OCI image specification, `config`), what says how it wants to be run. */
export interface ImageConfig {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** As the image says it: `1000`, `jovyan`, `1000:100`, or empty, which is root. */
  readonly user: string;
  /** e.g. `8888/tcp` */
  readonly exposedPorts: readonly string[];
}

/** How it is really run; `command`, `args` and `user` are absent where the image's own are right. */
export interface ResolvedImageRun {
  readonly frontEnd: 'jupyter' | 'http';
  readonly port: number;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly workingDir: string;
  readonly landingPath: string;
}

/** The lowest port that the image says it listens on: a configuration may say any number. */
export const webPortOf = ({ exposedPorts }: ImageConfig): number | undefined =>
  exposedPorts
    .filter((port) => /^\d+(\/tcp)?$/.test(port))
    .map((port) => Number.parseInt(port, 10))
    .filter((port) => port >= 1 && port <= MAX_PORT)
    .sort((a, b) => a - b)[0];

export const startsJupyter = ({ entrypoint, command }: ImageConfig): boolean =>
  [...entrypoint, ...command].some((part) => /jupyter|start-notebook|start-singleuser/.test(part));

const frontEndOf = (run: ImageRun, config: ImageConfig | undefined): 'jupyter' | 'http' => {
  if (run.frontEnd !== undefined) return run.frontEnd;
  if (run.command !== undefined || config === undefined) return run.command === undefined ? 'jupyter' : 'http';
  return startsJupyter(config) || webPortOf(config) === undefined ? 'jupyter' : 'http';
};

/** Where neither the environment nor the image says it. */
const defaults = {
  jupyter: { port: 8888, landingPath: '/lab' },
  http: { port: 8080, landingPath: '/' },
} as const;

/**
 * What the environment says, else what the image says, else what the Jupyter stacks do: an image that starts Jupyter, or that
 * says of no port that it listens on it, is a Jupyter image. `config`: undefined where the image cannot be looked into.
 */
export const resolveImageRun = (run: ImageRun, config: ImageConfig | undefined): ResolvedImageRun => {
  const frontEnd = frontEndOf(run, config);
  const { command, args, user, workingDir = '/work', landingPath = defaults[frontEnd].landingPath } = run;
  // a Jupyter server is told where to listen; another one listens where its image says
  const exposed = frontEnd === 'http' && config !== undefined ? webPortOf(config) : undefined;
  const port = run.port ?? exposed ?? defaults[frontEnd].port;
  return { frontEnd, command, args, user, workingDir, port, landingPath };
};

/** What is said later counts, field by field. */
export const overrideImageRun = (run: ImageRun | undefined, override: ImageRun | undefined): ImageRun => ({
  ...run,
  ...override,
});
