/**
 * The door for staff beside a running register: HTTP over a Unix socket of mode 0600 in the data folder, so that the
 * user of the operating system is the role. It writes no log.
 */
import { rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { OperatorError } from '#core/operator-error';
import { findRemedy } from '#core/operator/system-faults';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';

const SOCKET = 'staff.sock';
/** Attachments come as base64. */
const MAX_REQUEST_BYTES = 100 * 1024 * 1024;

/** A request as it goes through the socket. */
export interface StaffRequest {
  readonly command: string;
  readonly input: unknown;
  readonly reader: string;
}

/** An error that the other side of the socket explained. */
export class StaffDoorError extends OperatorError {
  override readonly name = 'StaffDoorError';
  override readonly exit: 1 | 2;

  constructor(message: string, exit: 1 | 2) {
    super(message);
    this.exit = exit;
  }
}

/** Opens the door; returns what closes it and removes the socket. */
export async function openStaffDoor(
  folder: string,
  contextFor: (reader: string) => StaffContext,
): Promise<() => Promise<void>> {
  const path = join(folder, SOCKET);
  rmSync(path, { force: true });
  const server = createServer((message, response) => {
    void answer(message, contextFor).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((settle, reject) => {
    server.once('error', reject);
    const mask = process.umask(0o177);
    try {
      within(folder, () => server.listen(SOCKET, settle));
    } finally {
      process.umask(mask);
    }
  });
  return () => closeDoor(server, path);
}

/** Sends a command to the register that serves the folder; undefined where none does. */
export async function askStaffDoor(
  folder: string,
  staffRequest: StaffRequest,
): Promise<{ readonly result: unknown } | undefined> {
  const socket = await connectTo(folder);
  if (socket === undefined) return undefined;
  const body = JSON.stringify(staffRequest);
  const { status, text } = await new Promise<{ status: number; text: string }>((settle, reject) => {
    const message = request(
      {
        createConnection: () => socket,
        method: 'POST',
        path: '/',
        headers: { 'Content-Length': Buffer.byteLength(body) },
      },
      (response) => {
        readAll(response).then(
          (read) => settle({ status: response.statusCode ?? 500, text: read ?? '' }),
          reject,
        );
      },
    );
    message.once('error', reject);
    message.end(body);
  });
  const answered = JSON.parse(text) as { result?: unknown; message?: string; exit?: 1 | 2 };
  if (status !== 200)
    throw new StaffDoorError(answered.message ?? 'the register could not do it', answered.exit ?? 1);
  return { result: answered.result };
}

async function answer(
  message: IncomingMessage,
  contextFor: (reader: string) => StaffContext,
): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const text = await readAll(message);
    if (text === undefined) throw new StaffDoorError('the attachments are larger than 75 MB in all', 1);
    const { command, input, reader } = JSON.parse(text) as StaffRequest;
    return { status: 200, body: { result: await runStaffCommand(command, input, contextFor(reader)) } };
  } catch (error) {
    return error instanceof OperatorError
      ? { status: 422, body: { message: error.message, exit: error.exit } }
      : { status: 500, body: { message: describeFault(error), exit: 1 } };
  }
}

/** The text of an error can quote a value, so that its code or name alone goes to the other side. */
function describeFault(error: unknown): string {
  const remedy = findRemedy(error);
  if (remedy !== undefined)
    return `the data folder (${String((error as NodeJS.ErrnoException).code)}): ${remedy}`;
  const name = error instanceof Error ? error.name : 'unknown';
  return `unexpected error (${name}) in the running register: stop it and run the command again to see where`;
}

async function readAll(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The address of a socket may have 107 bytes, so it is named relative to its folder. Both calls take the path before
 * they return, and nothing else of this process runs meanwhile.
 */
function within<T>(folder: string, act: () => T): T {
  const before = process.cwd();
  process.chdir(resolve(folder));
  try {
    return act();
  } finally {
    process.chdir(before);
  }
}

function connectTo(folder: string): Promise<ReturnType<typeof connect> | undefined> {
  return new Promise((settle, reject) => {
    let socket: ReturnType<typeof connect>;
    try {
      socket = within(folder, () => connect(SOCKET));
    } catch {
      settle(undefined);
      return;
    }
    socket.once('connect', () => settle(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') settle(undefined);
      else reject(error);
    });
  });
}

function closeDoor(server: Server, path: string): Promise<void> {
  return new Promise((settle) => {
    server.close(() => {
      rmSync(path, { force: true });
      settle();
    });
  });
}
