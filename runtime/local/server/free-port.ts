/** Which port a server will have, known before it listens: the demo site's origin is part of the configuration. */
import { createServer, type AddressInfo } from 'node:net';

/**
 * A port that is free at this moment where 0 is asked for; rejects with the system's error where the port cannot be
 * had.
 */
export function freePort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host, port }, () => {
      const chosen = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(chosen));
    });
  });
}
