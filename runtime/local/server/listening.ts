/** Makes an HTTP server listen. */
import type { Server } from 'node:http';

/** Resolves once the server listens; rejects with the system's error where the port is not available. */
export function listening(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 2_048 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
