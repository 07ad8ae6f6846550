/** Determines a server's port before it listens: the demo site's origin is part of the configuration. */
import { createServer, type AddressInfo } from 'node:net';

/**
 * Returns `port`, or for 0 a port that is free at this moment; rejects with the system's error where the port is not
 * available.
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
