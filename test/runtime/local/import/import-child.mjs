/**
 * An import with small chunks in a process of its own, to be killed: node import-child.mjs DATA LOG ROWS [STEP]. With
 * STEP it kills itself just before its STEP-th call that changes the disk. Prints the counts. IMPORT_JUDGES in the
 * environment sets the number of judging threads, IMPORT_MEMORY the engine's memory limit; IMPORT_AGAIN imports again,
 * IMPORT_EXCLUDE excludes paths,
 * IMPORT_WAITS is the day from which on lines wait.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { dataDir } from '#runtime/local/data-dir';
import { importLogs } from '#runtime/local/import/import-logs';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';

const [folder, log, rows, step] = process.argv.slice(2);
const config = compileConfig(
  parseConfig(
    JSON.stringify({
      sites: [
        {
          id: 'demo',
          hosts: ['semicomplete.com', 'www.semicomplete.com'],
          exclude: { paths: process.env.IMPORT_EXCLUDE === undefined ? [] : [process.env.IMPORT_EXCLUDE] },
        },
      ],
    }),
  ),
);
const data = dataDir(folder);
prepareDataDir(data);

let steps = 0;
/** Steps that make a file visible, at which a commit is half done. */
const publishing = [];
for (const name of ['renameSync', 'fsyncSync', 'writeSync', 'rmSync', 'utimesSync', 'mkdirSync']) {
  const real = fs[name];
  fs[name] = (...words) => {
    steps += 1;
    if (name === 'renameSync' && words[0].endsWith('.parquet.tmp')) publishing.push(steps);
    if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
    return real(...words);
  };
}
syncBuiltinESMExports();

const complaints = [];
const result = await importLogs({
  data,
  config,
  site: config.site('demo'),
  logs: [log],
  format: 'auto',
  again: process.env.IMPORT_AGAIN === '1',
  waitsFrom: process.env.IMPORT_WAITS,
  now: () => Date.now(),
  serverSalt: () => undefined,
  sealedDays: [],
  note: () => undefined,
  complain: ({ line, reason }) => {
    complaints.push([line, reason]);
  },
  onProgress: () => undefined,
  chunkRows: Number(rows),
  ...(process.env.IMPORT_JUDGES === undefined ? {} : { judges: Number(process.env.IMPORT_JUDGES) }),
  ...(process.env.IMPORT_MEMORY === undefined ? {} : { memoryLimit: process.env.IMPORT_MEMORY }),
});
process.stdout.write(JSON.stringify({ ...result.counts, days: result.days }));
process.stderr.write(JSON.stringify({ steps, publishing, complaints }));
