/** A mail server that answers as a script says, to show what a real one does once in a year. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** `CONNECT` asks for the greeting, `FIRST` comes with the first bytes of the message, `BODY` with its end. */
export type Step =
  'CONNECT' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'FIRST' | 'BODY' | 'QUIT' | 'AUTH' | 'STAR';
/** A reply; or the connection is cut, or nothing is said. */
export type Reaction = string | 'cut' | 'silence';

const USUAL: Readonly<Record<Step, Reaction>> = {
  CONNECT: '220 mail.example.org',
  EHLO: '250 mail.example.org',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  FIRST: '',
  BODY: '250 taken',
  QUIT: '221 bye',
  AUTH: '235 welcome',
  STAR: '454 no TLS',
};

export interface ScriptedServer extends AsyncDisposable {
  readonly port: number;
  /** What clients sent, all connections together. */
  readonly received: () => string;
  /** Resolves when this step is reached. */
  readonly reached: (step: Step) => Promise<void>;
}

/** Listens on the loopback; a step that the script does not name goes well. */
export async function startScripted(script: Partial<Record<Step, Reaction>>): Promise<ScriptedServer> {
  let received = '';
  const sockets = new Set<Socket>();
  const waiting = new Map<Step, () => void>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const react = (step: Step) => {
      waiting.get(step)?.();
      const reaction = script[step] ?? USUAL[step];
      if (reaction === 'cut') socket.destroy();
      else if (reaction !== 'silence' && reaction !== '') socket.write(`${reaction}\r\n`);
    };
    let isBody = false;
    let rest = '';
    react('CONNECT');
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      rest += bytes.toString('latin1');
      if (isBody) react('FIRST');
      for (;;) {
        const end = isBody ? '\r\n.\r\n' : '\r\n';
        const at = rest.indexOf(end);
        if (at < 0 || socket.destroyed) return;
        const line = rest.slice(0, at);
        rest = rest.slice(at + end.length);
        const step = isBody ? 'BODY' : (line.slice(0, 4).toUpperCase() as Step);
        isBody = step === 'DATA' && (script.DATA ?? USUAL.DATA).startsWith('354');
        react(step);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    reached: (step) => new Promise((resolve) => waiting.set(step, resolve)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
