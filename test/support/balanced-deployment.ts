import { Balancer } from './balancer.js';
import { Deployment, type MemberName } from './deployment.js';
import { freePort } from './free-port.js';
import type { ProgramOptions } from './program.js';

/** A deployment whose APIs are at one address and its gateways at another, each behind a load balancer that never fails. */
export class BalancedDeployment {
  private constructor(
    readonly members: Deployment,
    private readonly api: Balancer,
    private readonly gateway: Balancer,
  ) {}

  /** Nothing is started yet. */
  static async in(
    dataDir: string,
    settings: NodeJS.ProcessEnv = {},
    options: (member: MemberName) => ProgramOptions = () => ({}),
  ): Promise<BalancedDeployment> {
    const port = await freePort();
    const addresses = {
      GATEWAY_URL: `http://127.0.0.1:${port}`,
      SESSIONS_PUBLIC_URL: `http://localhost:${port}`,
    };
    const members = await Deployment.in(dataDir, { ...addresses, ...settings }, options);
    const api = await Balancer.before([members.url('api-1'), members.url('api-2')]);
    const gateway = await Balancer.before([members.url('gateway-1'), members.url('gateway-2')], port);
    return new BalancedDeployment(members, api, gateway);
  }

  get url(): string {
    return this.api.url;
  }

  /** As an operator stops it. */
  async end(): Promise<void> {
    await this.members.end();
    await this.api.close();
    await this.gateway.close();
  }
}
