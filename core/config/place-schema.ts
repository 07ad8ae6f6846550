/** Hosts, origins and paths of headcount.json. Hosts and origins are brought into their one spelling. */
import { z } from 'zod';
import { hostAndPort, hostProblem, hostSpelling, originSpelling } from '../host/host-spelling.ts';

export const path = z
  .string()
  .max(2048)
  .regex(/^\//, 'a path that begins with "/"; a trailing * matches the rest');

const hostText = z
  .string()
  .max(253)
  .regex(/^(?!.*:\/\/)[^\s/]+$/, {
    error: 'a host name without scheme and path, as "www.example.com"',
    abort: true,
  })
  .superRefine((text, context) => {
    const message = hostProblem(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** A host of a site: with a port that is no default it is that port alone. */
export const host = hostText.overwrite((text) => hostSpelling(text) ?? text);
/** A host with the port that it names, also a default one. */
export const portedHost = hostText.overwrite((text) => hostAndPort(text) ?? text);

export const origin = z
  .string()
  .regex(/^https?:\/\/(?:[a-z0-9.:[\]-]|[\u0080-\uffff])+$/, {
    error: 'an origin as browsers send it, "https://www.example.com": in lower case, without a path or a *',
    abort: true,
  })
  .superRefine((text, context) => {
    const message = hostProblem(text.replace(/^https?:\/\//, ''));
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .overwrite((text) => originSpelling(text) ?? text);

export const published = z
  .union([z.array(path), z.string()])
  .default([])
  .describe(
    'Pages that released tables may name: exact paths, or a sitemap file. A pattern, `*` at the end, makes no page ' +
      'public: what matches it keeps its name inside when a month is settled.',
  );
