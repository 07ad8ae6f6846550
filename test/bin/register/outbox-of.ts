/** The outbox of a running register, as somebody who opens the mails reads it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { until } from '../../support/until.ts';

/** Waits for a mail of the kind that was not there before, and returns it. */
export async function nextMail(dataFolder: string, kind: string, seen: Set<string>): Promise<Email> {
  const outbox = join(dataFolder, 'outbox');
  const find = () =>
    existsSync(outbox)
      ? readdirSync(outbox).find(
          (name) => name.includes(`-${kind}-`) && name.endsWith('.eml') && !seen.has(name),
        )
      : undefined;
  await until(() => find() !== undefined);
  const name = find() ?? '';
  seen.add(name);
  return new PostalMime().parse(readFileSync(join(outbox, name)));
}

/** Every address of the register in a mail: text part, HTML part, headers. */
export function addressesOf({ text = '', html = '', headers }: Email): readonly string[] {
  const all = [text, html.replaceAll('&amp;', '&'), ...headers.map(({ value }) => value)].join('\n');
  return [...new Set([...all.matchAll(/http:\/\/127[^\s"'<>]+/g)].map(([address]) => address))];
}

/** The address of an act in a mail. */
export const linkOf = (mail: Email, act: string): string =>
  addressesOf(mail).find((address) => address.includes(`/register/${act}/`)) ?? '';
