/** `headcount register transfer`: CSV and manifest of what may go to a recipient. */
import { mkdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import type { Transfer } from '#core/register/staff/transfer-to';
import { callStaff, writeHandedOut } from './open-staff.ts';
import { openRegisterCli, withPurpose, type RegisterOptions } from './register-options.ts';

interface TransferOptions extends RegisterOptions {
  readonly purpose: string;
  readonly reason: string;
  readonly out?: string;
  readonly dryRun?: boolean;
}

export function register(command: Command): void {
  withPurpose(command)
    .argument('<recipient>', 'id of a recipient of register.json')
    .option('--out <dir>', 'folder for data.csv and manifest.json (required without --dry-run)')
    .option('--dry-run', 'say how much would go, and hand out nothing')
    .action(async (recipient: string, options: TransferOptions) => {
      const { purpose, reason, out, dryRun = false, ...shared } = options;
      const cli = openRegisterCli(shared);
      if (out === undefined && !dryRun) throw new UsageError('--out is missing: name a folder for the files');
      if (out !== undefined && !cli.isOnAws && isWithin(resolve(out), cli.dataFolder))
        throw new UsageError(
          '--out lies in the data folder, which keeps the manifest alone: name another folder',
        );
      // Before the transfer is recorded, so that it does not fail after.
      if (out !== undefined && !dryRun) mkdirSync(out, { recursive: true, mode: 0o700 });
      const input = { recipient, purpose, reason, isDryRun: dryRun };
      const { files, ...summary } = await callStaff<Transfer>(cli, 'transfer', input);
      for (const [name, content] of Object.entries(files ?? {}))
        writeHandedOut(join(out ?? '.', name), content);
      if (cli.json) cli.print(JSON.stringify(summary));
      else
        cli.print(
          `${dryRun ? 'would go' : `transfer ${summary.transfer}`}: ${count(summary.people, 'person', 'people')}, ` +
            `${count(summary.submissions.length, 'submission', 'submissions')} to ${recipient}`,
        );
      if (!dryRun)
        cli.note(`${join(out ?? '.', 'data.csv')} holds personal data: send it encrypted and delete it`);
    });
}

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}${sep}`);

const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
