/**
 * Every class of error is listed: either it is for the operator, who reads its message, or it is a fault of the
 * program.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Errors that are caught where they arise, or never shown: whoever catches them explains them to the user. */
const OF_THE_PROGRAM = new Set([
  // A wrong catalogue or draw is a defect of ours.
  'CatalogueError',
  'UnreleasableError',
  // Explained in terms of the query by the code that runs it.
  'BeyondExactError',
  // Caught by the reader that throws it.
  'NotJsonError',
  // The server's own errors, shown by health.
  'EngineError',
  'TimeLimitError',
  // Errors of the functions on AWS, which their log and alarms show; the command line names them (deployment.ts).
  'ScratchMovedError',
  'NotDeletedError',
  'EnvMissingError',
  'RegisterEnvMissingError',
  'OutOfTimeError',
  'AwsFault',
  'QueryFailedError',
  'ImportBeganError',
  'RunOvertakenError',
  'ArrivalsChangedError',
]);

const classes = ['core', 'queries', 'runtime', 'lambdas', 'bin', 'lib'].flatMap((layer) =>
  readdirSync(join(ROOT, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join(ROOT, layer, name), 'utf8').matchAll(/class (\w+) extends (\w*Error)\b/g)].map(
        ([, found = '', parent = '']) => ({ file: join(layer, name), found, parent }),
      ),
    ),
);

it('the classes of errors are found, so that the rule below is not vacuous', () => {
  expect(classes.length).toBeGreaterThan(20);
});

it('every class of error is shown as it is, or listed as a fault of the program', () => {
  const shown = new Set(['OperatorError']);
  for (let before = 0; before < shown.size;) {
    before = shown.size;
    for (const { found, parent } of classes) if (shown.has(parent)) shown.add(found);
  }
  const unknown = classes.filter(({ found }) => !shown.has(found) && !OF_THE_PROGRAM.has(found));
  expect(unknown).toEqual([]);
});

it('every fault of the program that is listed exists', () => {
  const there = new Set(classes.map(({ found }) => found));
  expect([...OF_THE_PROGRAM].filter((name) => !there.has(name))).toEqual([]);
});
