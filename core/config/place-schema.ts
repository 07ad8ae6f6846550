/** Hosts and paths of headcount.json. */
import { z } from 'zod';

export const path = z
  .string()
  .max(2048)
  .regex(/^\//, 'a path that begins with "/"; a trailing * matches the rest');
export const host = z
  .string()
  .max(253)
  .regex(/^(?!.*:\/\/)[^\s/]+$/, 'a host name without scheme and path, as "www.example.com"')
  .toLowerCase();
export const published = z
  .union([z.array(path), z.string()])
  .default([])
  .describe(
    'Pages that released tables may name: exact paths, or a sitemap file. A pattern, `*` at the end, makes no page ' +
      'public: what matches it keeps its name inside when a month is settled.',
  );
