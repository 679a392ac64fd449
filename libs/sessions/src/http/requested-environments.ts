import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { StreamStates } from '#libs/event-sourcing';
import { imagesProblems, PersonalLook } from '#libs/images';
import { project, projectStream } from '#libs/projects';
import { type PersonalContext, ProblemError } from '#libs/rest';
import { CommandAuthorizer } from '#libs/slice';
import { builtImageOf } from '../facts/built-image-of.js';
import { sessionOf, sessions, sessionsStream } from '../sessions.js';
import { sessionsProblems } from '../sessions.rejections.js';
import type { RequestedEnvironment } from '../write/requested-environment.js';
import { type EnvironmentBody, toRequestedImage } from './session.dto.js';

type FromRepository = Extract<EnvironmentBody, { source: 'repository' }>;

const noImage = (detail: string): ProblemError =>
  new ProblemError(sessionsProblems['no-image-yet'], detail, { errors: [{ pointer: '/environment/branch', detail }] });

/** Of a code host that is not known nobody has ever seen an image. */
const orNoImage = (error: unknown): never => {
  const isUnknown = error instanceof ProblemError && error.code === imagesProblems['unknown-code-host'].code;
  throw isUnknown ? noImage(error.detail ?? '') : error;
};

/** What a body asks to be added. A repository is looked at before: whoever asks has to have the right to read it. */
@Injectable()
export class RequestedEnvironments {
  constructor(
    private readonly authorizer: CommandAuthorizer,
    private readonly streams: StreamStates,
    private readonly look: PersonalLook,
  ) {}

  /** Throws what `PersonalLook` throws, and `no-image-yet`. */
  async of(
    context: PersonalContext,
    place: { readonly projectId: string; readonly sessionId: string },
    body: EnvironmentBody,
  ): Promise<RequestedEnvironment> {
    switch (body.source) {
      case 'catalogue':
        return body;
      case 'image':
        return toRequestedImage(body);
      case 'repository':
        return (
          (await this.asBefore(context, place, body)) ?? this.fromRepository(context.principal, place.projectId, body)
        );
    }
  }

  /** What was added by this very command is not looked at again: it is answered as at first. */
  private async asBefore(
    { commandId }: PersonalContext,
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    body: FromRepository,
  ): Promise<RequestedEnvironment | undefined> {
    const { state, commands } = await this.streams.of(sessionsStream(projectId), sessions);
    const source = commands.has(commandId) ? sessionOf(state, sessionId)?.source : undefined;
    return source?.kind === 'repository' ? { ...body, branch: body.branch ?? source.branch } : undefined;
  }

  private async fromRepository(
    caller: Principal,
    projectId: string,
    body: FromRepository,
  ): Promise<RequestedEnvironment> {
    await this.authorizer.allow(caller, 'configure-sessions', projectId, this.streams);
    const { state } = await this.streams.of(projectStream(projectId), project);
    const connected = state?.repositories.find(({ repositoryId }) => repositoryId === body.repositoryId);
    const { branch = '' } = body;
    // the decision refuses it
    if (connected === undefined) return { ...body, branch };
    return { ...body, branch: await this.branch(caller, connected, body) };
  }

  /** One that has an image, as the log knows by now. */
  private async branch(
    caller: Principal,
    repository: { readonly repositoryId: string; readonly url: string },
    { branch: wanted, commit }: Pick<FromRepository, 'branch' | 'commit'>,
  ): Promise<string> {
    const look = await this.look.at(caller, repository, wanted === undefined ? 'default' : [wanted]).catch(orNoImage);
    const [head] = look.heads;
    if (head === undefined)
      throw noImage(`The repository has no ${wanted === undefined ? 'default branch' : `branch ${wanted}`}.`);
    const { branch, missing } = head;
    const built = await builtImageOf({ repositoryId: repository.repositoryId, branch, commit }, this.streams);
    if (built !== undefined) await this.assertUsable(look, repository, built.image);
    // the decision refuses a commit that has none
    else if (commit === undefined && missing !== undefined) throw noImage(missing.advice);
    return branch;
  }

  private async assertUsable(...asked: Parameters<PersonalLook['whyNot']>): Promise<void> {
    const why = await this.look.whyNot(...asked);
    if (why !== undefined) throw noImage(why);
  }
}
