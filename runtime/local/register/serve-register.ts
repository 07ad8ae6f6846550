/** Serves the register until it is told to stop: pages, mail, retention once a day, and the door for staff. */
import { problemAnswer } from '#runtime/node/register/http/answers';
import { registerApp } from '#runtime/node/register/http/register-app';
import { listen, registerServer } from './http-server.ts';
import { openRegister, type OpenedRegister, type RegisterOptions } from './open-register.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The answer while the log is read. */
const NOT_OPEN = (): Response =>
  problemAnswer(503, 'Not open yet', 'send it again in a moment', {}, { 'Retry-After': '5' });

export interface ServeOptions extends Omit<RegisterOptions, 'url'> {
  readonly port: number;
  readonly host: string;
  /** What is done once a day. */
  readonly daily: (opened: OpenedRegister) => Promise<void>;
  /** Opens the door for staff; returns what closes it. */
  readonly openStaffDoor: (opened: OpenedRegister) => Promise<() => Promise<void>>;
}

/** Opens the register, listens, and calls `use` with the address; stops once that resolves. */
export async function serveRegister(
  { port, host, ...options }: ServeOptions,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = registerServer((request) => answer(request));
  await listen(server, port, host);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  let answer = (_request: Request): Promise<Response> => Promise.resolve(NOT_OPEN());
  try {
    const opened = await openRegister({ ...options, url });
    answer = registerApp(opened.context);
    const closeDoor = await options.openStaffDoor(opened);
    const timer = setInterval(() => opened.mails.wake(), HOUR_MS).unref();
    const days = setInterval(() => void runDaily(options, opened), DAY_MS).unref();
    await runDaily(options, opened);
    opened.mails.wake();
    try {
      await use(url);
    } finally {
      clearInterval(timer);
      clearInterval(days);
      await closeDoor();
      await opened.close();
    }
  } finally {
    server.closeIdleConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      setTimeout(() => server.closeAllConnections(), 1000).unref();
    });
  }
}

/** What fails today is tried again tomorrow; the reason may name a file, never a person. */
async function runDaily(
  { daily, note }: Pick<ServeOptions, 'daily' | 'note'>,
  opened: OpenedRegister,
): Promise<void> {
  try {
    await daily(opened);
  } catch {
    note(
      'the daily retention failed and is tried again tomorrow: run "headcount register retention" to see why',
    );
  }
}
