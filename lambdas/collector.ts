/** The collector behind the HTTP API: wires the parts together. */
import { setTimeout as sleep } from 'node:timers/promises';
import { callAws } from '#runtime/aws/client/call-aws';
import { collector } from '#runtime/aws/collect/collect-event';
import { filesBeside } from '#runtime/aws/collect/files-beside';
import { env, optionalEnv } from '#runtime/aws/env';
import { Warnings } from '#runtime/aws/warnings';
import { random128 } from '#runtime/node/keyed-hash';

const warnings = new Warnings((line) => console.warn(line), Date.now);

export const handler = collector({
  ...filesBeside(import.meta.dirname, warnings),
  stream: env('stream'),
  queueUrl: env('fallbackQueue'),
  saltsTable: env('saltsTable'),
  originSecrets: optionalEnv('originSecrets')?.split(' ') ?? [],
  call: callAws,
  clock: Date.now,
  random: Math.random,
  sleep,
  random128,
  warnings,
});
