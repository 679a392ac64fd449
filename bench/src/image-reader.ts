import { readImageContents } from '#libs/image-contents';
import { partsOfReference, RegistryClient } from '#libs/image-registry';
import { OutboundAccess, OutboundClient } from '#libs/outbound';

/** `node image-reader.js <image> <small image>`: reads what is in the image, alone in a process; the small one before, so that all is loaded. */
const [image = '', small = ''] = process.argv.slice(2);
const outbound = new OutboundClient(new OutboundAccess({ allowed: ['127.0.0.0/8'], ownStores: [] }));
const registry = new RegistryClient(outbound);
const asked = { platform: 'linux/amd64', onProgress: () => undefined, signal: new AbortController().signal };
await readImageContents(registry, partsOfReference(small), asked);

const before = process.memoryUsage.rss();
let most = before;
let [late, due] = [0, performance.now()];
// how long whoever else asks this process has to wait, too
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
  late = Math.max(late, performance.now() - due - 10);
  due = performance.now();
}, 10);
const [begun, cpu] = [performance.now(), process.cpuUsage()];
const { packages } = await readImageContents(registry, partsOfReference(image), asked);
const { user, system } = process.cpuUsage(cpu);
const seconds = (performance.now() - begun) / 1_000;
clearInterval(timer);
const numbers = { seconds, cpuSeconds: (user + system) / 1e6, grownMiB: (most - before) / 1024 ** 2, lateMs: late };
process.stdout.write(`read ${JSON.stringify({ ...numbers, packages: packages.length })}\n`);
await outbound.close();
