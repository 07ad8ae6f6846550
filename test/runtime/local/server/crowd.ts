/** Many bare connections to one server, as an attacker opens them. */
import { connect, type Socket } from 'node:net';
import type { Running } from '../../../support/program.ts';
import { HEADERS, until } from './collector.ts';

export interface Caller {
  readonly socket: Socket;
  /** The text received so far. */
  answer: string;
  closed: boolean;
}

/** Opens a connection and sends text; errors count as closed. */
export function call(server: Running, text: string | Uint8Array): Caller {
  const { port, hostname } = new URL(server.url);
  const caller: Caller = { socket: connect(Number(port), hostname), answer: '', closed: false };
  caller.socket.on('data', (chunk) => {
    caller.answer += chunk;
  });
  caller.socket.on('error', () => undefined);
  caller.socket.on('close', () => {
    caller.closed = true;
  });
  caller.socket.write(text);
  return caller;
}

export function crowd(server: Running, size: number, text: string | Uint8Array): readonly Caller[] {
  return Array.from({ length: size }, () => call(server, text));
}

export function head(headers: string, method = 'POST', path = '/v1/events'): string {
  const ours = Object.entries(HEADERS)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return `${method} ${path} HTTP/1.1\r\nhost: x\r\n${ours}${headers}\r\n`;
}

/** Resolves once all have connected or were refused. */
export async function allConnected(callers: readonly Caller[]): Promise<void> {
  await until(() => callers.every(({ socket, closed }) => closed || !socket.connecting));
}

export function hangUp(callers: readonly Caller[]): void {
  for (const { socket } of callers) socket.destroy();
}
