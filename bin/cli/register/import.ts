/** `headcount register import`: people from an older system, each purpose with wording, time and evidence. */
import type { Command } from 'commander';
import { CannotError } from '#core/operator/failures';
import type { ImportedRows } from '#core/register/import/import-people';
import type { ImportRow, RefusedRow } from '#core/register/import/import-row';
import { readImportRows, type ReadLine } from './import-rows.ts';
import { withStaff } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

/** Rows and bytes that are stored by one append. */
const BATCH_ROWS = 1000;
const BATCH_BYTES = 20 * 1024 * 1024;

interface ImportOptions extends RegisterOptions {
  readonly dryRun?: boolean;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<csv>', 'file with a header (docs/register-operations.md says which columns)')
    .option('--dry-run', 'say what would become of each row, and store nothing')
    .action(async (csv: string, { dryRun = false, ...options }: ImportOptions) => {
      const cli = openRegisterCli(options);
      const refused: RefusedRow[] = [];
      let [accepted, suppressed, known] = [0, 0, 0];
      await withStaff(cli, async (call) => {
        for (const rows of batchesOf(readImportRows(csv, cli.register), refused)) {
          const imported = (await call('import', { rows, isDryRun: dryRun })) as ImportedRows;
          accepted += imported.accepted;
          suppressed += imported.suppressed;
          known += imported.known;
          refused.push(...imported.refused);
        }
      });
      refused.sort((one, other) => one.row - other.row);
      if (cli.json) cli.print(JSON.stringify({ accepted, refused, suppressed }));
      else {
        for (const { row, reason } of refused) cli.print(`row ${row}: ${reason}`);
        cli.print(`accepted: ${accepted}, refused: ${refused.length}, suppressed: ${suppressed}`);
      }
      if (dryRun) cli.note('nothing was stored: this is what would become of the rows');
      if (known > 0) cli.note(`already there, and left as they are: ${known} of the accepted rows`);
      if (refused.length > 0)
        throw new CannotError(
          `${refused.length} of the rows cannot be imported: mend them, and import the file again; what was accepted is ` +
            'not stored twice',
        );
    });
}

/** Batches the rows, so that the files of one batch are in memory at a time; notes those that cannot be read. */
function* batchesOf(lines: Iterable<ReadLine>, refused: RefusedRow[]): Generator<readonly ImportRow[]> {
  let batch: ImportRow[] = [];
  let bytes = 0;
  for (const line of lines) {
    if ('refused' in line) {
      refused.push(line.refused);
      continue;
    }
    const size = line.row.given.reduce((sum, one) => sum + one.evidence.length + one.wording.length, 0);
    if (batch.length > 0 && (batch.length === BATCH_ROWS || bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(line.row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
