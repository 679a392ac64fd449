import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { PublishEnvironment } from '#libs/environments';
import { deriveId } from '#libs/event-sourcing';
import { LOGGER, type Logger } from '#libs/observability';
import { ENDING, untilReachable } from '#libs/platform';

const environmentId = deriveId('seed', 'jupyter-python');
const commandId = deriveId('seed', 'jupyter-python', 'publish');

const data = {
  environmentId,
  name: 'Jupyter Python',
  image: { reference: 'quay.io/jupyter/scipy-notebook:2025-03-14' },
  description: 'JupyterLab with Python and the usual packages for data analysis.',
  keywords: ['python', 'jupyter'],
};

/**
 * Pitch: "At a minimum, 1 default environment must be created … (a Jupyter Python environment)". Published once, by whichever
 * worker comes first; what admins do with it afterwards stays.
 */
@Injectable()
export class CatalogueSeed implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ENDING) private readonly ending: AbortSignal,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const context = { commandId, actor: 'system:seed', correlationId: commandId, causationId: commandId };
    const { logger, ending } = this;
    await untilReachable({ what: 'the event store (EVENTSTORE_URL)', logger, ending }, () =>
      this.commands.execute(new PublishEnvironment(data, context)),
    );
  }
}
