import { environmentStream, environments, PublishEnvironment, publishEnvironment } from '#libs/environments';
import { type CommandExecutor, deriveId } from '#libs/event-sourcing';

const environmentId = deriveId('seed', 'jupyter-python');

/**
 * Pitch: "At a minimum, 1 default environment must be created … (a Jupyter Python environment)". Published once; what admins
 * do with it afterwards stays.
 */
export const seedCatalogue = async (executor: CommandExecutor): Promise<void> => {
  const commandId = deriveId('seed', 'jupyter-python', 'publish');
  const context = { commandId, actor: 'system:seed', correlationId: commandId, causationId: commandId };
  const data = {
    environmentId,
    name: 'Jupyter Python',
    image: { reference: 'quay.io/jupyter/scipy-notebook:2025-03-14' },
    description: 'JupyterLab with Python and the usual packages for data analysis.',
    keywords: ['python', 'jupyter'],
  };
  await executor.execute({
    stream: environmentStream(environmentId),
    evolver: environments,
    decide: publishEnvironment,
    command: new PublishEnvironment(data, context),
  });
};
