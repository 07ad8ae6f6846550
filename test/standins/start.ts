/**
 * Starts the stand-ins for AWS, each on a free port of loopback: moto (Glue, S3, SQS), Trino on both, Athena's API in
 * front of it, DynamoDB Local. Each ends by its own process id, and with the process that started it. It may not reach
 * AWS.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '#runtime/local/server/free-port';
import { startAthena, type Athena, type AthenaOptions } from './athena.ts';

export interface StandIns {
  /** Endpoint of Glue, S3 and SQS: AWS_ENDPOINT_URL. */
  readonly aws: string;
  /** Address of Trino; undefined if it was not requested. */
  readonly trino: string | undefined;
  /** Athena's API: AWS_ENDPOINT_URL_ATHENA is its `url`; undefined if it was not requested. */
  readonly athena: Athena | undefined;
  /** AWS_ENDPOINT_URL_DYNAMODB; undefined if it was not requested. */
  readonly dynamodb: string | undefined;
  /** Environment of a function's process: the addresses of these stand-ins and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface StandInsAsked {
  readonly trino?: boolean;
  /** Athena's API; requires Trino, and so starts it. */
  readonly athena?: Omit<AthenaOptions, 'trino'>;
  readonly dynamodb?: boolean;
}

/** A required program is not installed; the message names it. */
export class StandInMissingError extends Error {
  override readonly name = 'StandInMissingError';
}

/** Meaningless credentials: stand-ins accept any. */
export const FAKE_AWS = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
} as const;

/** Resolves when all answer; if one cannot start, the others are ended first. */
export async function startStandIns(asked: StandInsAsked = {}): Promise<StandIns> {
  const children: ChildProcess[] = [];
  let athena: Athena | undefined;
  const stop = async () => {
    await athena?.close();
    await Promise.all(children.toReversed().map(end));
  };
  try {
    const dynamodb =
      asked.dynamodb === true ? start(children, 'dynamodb', { DYNAMODB_PORT: await port() }) : undefined;
    const aws = await start(children, 'moto', { MOTO_PORT: await port() });
    const wantsTrino = asked.trino === true || asked.athena !== undefined;
    const trino = wantsTrino
      ? await start(children, 'trino', {
          TRINO_PORT: await port(),
          AWS_ENDPOINT_URL: aws,
          AWS_REGION: FAKE_AWS.AWS_REGION,
        })
      : undefined;
    if (trino !== undefined && asked.athena !== undefined)
      athena = await startAthena({ ...asked.athena, trino });
    const env: Record<string, string> = {
      ...FAKE_AWS,
      AWS_ENDPOINT_URL: aws,
      ...(athena === undefined ? {} : { AWS_ENDPOINT_URL_ATHENA: athena.url }),
      ...(dynamodb === undefined ? {} : { AWS_ENDPOINT_URL_DYNAMODB: await dynamodb }),
    };
    return { aws, trino, athena, dynamodb: await dynamodb, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const port = async () => String(await freePort('127.0.0.1', 0));

async function start(
  children: ChildProcess[],
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  // It ends when its standard input, which this process holds, is closed, even if this process is killed.
  const child = spawn('bash', [join(import.meta.dirname, name, 'start.sh')], {
    env: { ...process.env, ...env, UNTIL_STDIN_ENDS: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  let [printed, complaint] = ['', ''];
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
      const endpoint = /^[A-Z_]+=(http:\S+)$/m.exec(printed)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('error', reject);
    child.once('close', (status) =>
      reject(
        status === 69
          ? new StandInMissingError(complaint.trim())
          : new Error(`${name} ended with ${status}: ${complaint}`),
      ),
    );
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}
