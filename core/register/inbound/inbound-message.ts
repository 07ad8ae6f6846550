/** A received message (RFC 5322) as its parser hands it over: headers, text and the parts of reports, shortened. */
import { z } from 'zod';

/** How much of a message is looked at; all of it is kept as evidence. */
export const INBOUND_LIMITS = { headers: 400, header: 4000, text: 200_000, parts: 20, part: 65_536 } as const;

export const inboundMessageSchema = z.object({
  /** Names in lower case with their unfolded values, in the order of the message. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  subject: z.string(),
  /** The first address of From. */
  from: z.string().optional(),
  /** The text part; what an HTML part says where there is no text. */
  text: z.string(),
  /** Reports about a message, and that message: by media type in lower case. */
  parts: z.array(z.object({ type: z.string(), text: z.string() })),
});
export type InboundMessage = z.output<typeof inboundMessageSchema>;

/** Returns the first value of a header, which is named in lower case. */
export const headerOf = ({ headers }: InboundMessage, name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1].trim();

/** Returns the fields of text that looks like headers: groups of them, apart by empty lines, unfolded. */
export function readFieldGroups(text: string): readonly ReadonlyMap<string, string>[] {
  const groups: Map<string, string>[] = [];
  let group: Map<string, string> | undefined;
  for (const line of text
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/\n[ \t]+(?=\S)/g, ' ')
    .split('\n')) {
    if (line.trim() === '') {
      group = undefined;
      continue;
    }
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]{0,60})[ \t]{0,8}:(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    if (group === undefined) groups.push((group = new Map<string, string>()));
    if (!group.has(name.toLowerCase())) group.set(name.toLowerCase(), value.trim());
  }
  return groups;
}

/** Returns the headers of the messages that a report is about, each as text. */
export const originalsOf = ({ parts }: InboundMessage): readonly string[] =>
  parts
    .filter(({ type }) =>
      /^(?:message\/(?:rfc822|global|global-headers|partial)|text\/rfc822-headers)$/.test(type),
    )
    .map(({ text }) => text);
