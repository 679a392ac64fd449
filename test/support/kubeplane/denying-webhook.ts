import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { until } from '../until.js';
import type { Kubeplane } from './kubeplane.js';

const CONFIGURATIONS = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
const NAME = 'rules.example.org';

/** A webhook as an administrator has one: it denies pods with a certain command, in words of its own. */
export class DenyingWebhook {
  private constructor(
    private readonly plane: Kubeplane,
    private readonly server: Server,
  ) {}

  static async start(plane: Kubeplane, command: string, words: string): Promise<DenyingWebhook> {
    const [cert, key, authority] = await Promise.all(
      ['tls.crt', 'tls.key', 'ca.crt'].map((name) => readFile(join(plane.directory, name))),
    );
    const server = createServer({ cert, key }, (request, response) => {
      void json(request).then((review) => response.end(JSON.stringify(denial(review as Review, words))));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const webhook = new DenyingWebhook(plane, server);
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await plane.admin.create(CONFIGURATIONS, configurationOf(command, url, authority?.toString('base64') ?? ''));
    await webhook.untilAsked(command, words);
    return webhook;
  }

  async close(): Promise<void> {
    await this.plane.admin.send({ method: 'DELETE', path: `${CONFIGURATIONS}/${NAME}` });
    this.server.close().closeAllConnections();
  }

  private async untilAsked(command: string, words: string): Promise<void> {
    const { admin } = this.plane;
    const main = { name: 'main', image: 'registry.example.org/any:1', command: [command] };
    const pod = { metadata: { name: 'any' }, spec: { containers: [main] } };
    await until('the webhook is asked', () =>
      admin.create('/api/v1/namespaces/default/pods?dryRun=All', pod).then(
        () => false,
        (error: unknown) => String(error).includes(words),
      ),
    );
  }
}

interface Review {
  readonly request: { readonly uid: string };
}

const denial = ({ request: { uid } }: Review, message: string): object => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  response: { uid, allowed: false, status: { code: 403, message } },
});

const configurationOf = (command: string, url: string, caBundle: string): object => ({
  metadata: { name: NAME },
  webhooks: [
    {
      name: NAME,
      ...{ admissionReviewVersions: ['v1'], sideEffects: 'None', clientConfig: { url, caBundle } },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      matchConditions: [
        { name: 'command', expression: `object.spec.containers[0].?command.orValue([]) == ['${command}']` },
      ],
    },
  ],
});
