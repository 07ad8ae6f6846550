import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { QuietReporter } from './test/support/quiet-reporter.ts';
import { filesOfTwoLengths, filesByThemselves, filesWithProcesses } from './test/support/test-files.ts';

/** Their output is read by people: the SDK's notice of Node 20's end would be the most of it. */
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const conditions = ['headcount-source', 'node', 'import', 'default'];

/** Folders of `test/` with projects of their own or without tests; all others are those of `npm test`. */
const OTHERS = ['aws', 'browser', 'conformance', 'data', 'long', 'standins', 'templates'];
const FOLDERS = readdirSync(join(import.meta.dirname, 'test'), { withFileTypes: true })
  .filter((one) => one.isDirectory() && !OTHERS.includes(one.name))
  .map((one) => one.name);
const withProcesses = filesWithProcesses(FOLDERS);
const byThemselves = filesByThemselves(FOLDERS);
/** The fakes of AWS are set up by modules that several files use, once per file: each file needs modules of its own. */
const usingFakes = (file: string): boolean => file.startsWith('test/runtime/aws/');

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    reporters: [new QuietReporter()],
    silent: 'passed-only',
    // One for each of two cores: by default vitest leaves one to itself, though it is idle while files run.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`),
          exclude: ['test/**/*.long.test.ts', ...withProcesses, ...byThemselves],
          // What a file loads is there for the next.
          isolate: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: { name: 'unit-alone', include: [...byThemselves], testTimeout: 600_000, hookTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: 'main',
          include: withProcesses.filter((file) => !byThemselves.includes(file) && !usingFakes(file)),
          // As in `unit`; the warm program of a worker serves all of its files.
          isolate: false,
          globalSetup: 'test/support/build-first.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'main-fakes',
          include: withProcesses.filter((file) => !byThemselves.includes(file) && usingFakes(file)),
          globalSetup: 'test/support/build-first.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/support/build-first.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          env: { HEADCOUNT_FULL_LENGTH: '1' },
          globalSetup: 'test/support/build-first.ts',
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          // Files of `npm test` that know two lengths, at the full one; beside each other, as there.
          name: 'long-series',
          include: filesOfTwoLengths(FOLDERS),
          env: { HEADCOUNT_FULL_LENGTH: '1' },
          globalSetup: 'test/support/build-first.ts',
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          env,
          include: ['test/standins/**/*.test.ts', 'test/conformance/**/*.test.ts'],
          globalSetup: 'test/conformance/start-stand-ins.ts',
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'aws',
          env,
          include: ['test/aws/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
