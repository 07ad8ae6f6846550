/** `headcount register prove`: each wording as it was shown then, with boxes, times and message ids. */
import type { Command } from 'commander';
import type { Proof } from '#core/register/staff/prove-person';
import { callStaff, writeHandedOut } from './open-staff.ts';
import { formatProof } from './format-proof.ts';
import { readWho } from './read-inputs.ts';
import { openRegisterCli, withPurpose, type RegisterOptions } from './register-options.ts';

interface ProveOptions extends RegisterOptions {
  readonly purpose: string;
  readonly reason: string;
  readonly out?: string;
}

export function register(command: Command): void {
  withPurpose(command)
    .argument('<who>', 'a ref, a submission, an e-mail address; - reads it from standard input')
    .option('--out <file>', 'HTML file to write, to be printed (default: text on standard output)')
    .action(async (who: string, { purpose, reason, out, ...options }: ProveOptions) => {
      const cli = openRegisterCli(options);
      const proof = await callStaff<Proof>(cli, 'prove', { who: readWho(who), purpose, reason });
      if (out !== undefined) {
        writeHandedOut(out, formatProof(proof));
        cli.note(`${out} is ready to print`);
      }
      if (cli.json) cli.print(JSON.stringify(proof));
      else if (out === undefined)
        for (const one of proof.declarations) {
          cli.print(`submission ${one.submission}: form ${one.form}, by ${one.channel}`);
          cli.print(`  submitted ${one.submitted}`);
          if (one.asked !== undefined)
            cli.print(`  asked     ${one.asked.at} by mail ${one.asked.messageId}`);
          if (one.confirmed !== undefined) cli.print(`  confirmed ${one.confirmed}`);
          for (const stop of one.withdrawn)
            cli.print(`  withdrawn ${stop.at}: ${stop.scope}, by ${stop.channel}`);
          if (one.erased !== undefined) cli.print(`  erased    ${one.erased.at}: ${one.erased.cause}`);
          for (const [box, decision] of Object.entries(one.decisions)) cli.print(`  ${box}: ${decision}`);
          cli.print(
            `  notice, version ${one.notice.version}, ${one.notice.language}, SHA-256 ${one.notice.sha256}:`,
          );
          cli.print(`    ${one.text.replaceAll('\n', '\n    ')}\n`);
        }
    });
}
