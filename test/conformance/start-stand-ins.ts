/**
 * Starts the stand-ins once for all files of the conformance tests, installing them first if necessary. It may not
 * leave one running.
 */
import type { TestProject } from 'vitest/node';
import { startStandIns } from '../standins/start.ts';
import { synthesizedLake } from './synthesized-lake.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Endpoint of Glue and S3. */
    readonly aws: string;
    readonly trino: string;
    /** Template of the lake's stack as JSON. */
    readonly lake: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lake = synthesizedLake();
  project.provide('lake', JSON.stringify(lake));
  const started = await startStandIns({ trino: true });
  project.provide('aws', started.aws);
  project.provide('trino', String(started.trino));
  return () => started.stop();
}
