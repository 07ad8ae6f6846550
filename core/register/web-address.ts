/** An address of the web in a configuration file. */
import { z } from 'zod';
import { readUrl } from '../read-url.ts';

/** Returns the schema; `example` is what the message tells to write. */
export const webAddress = (example: string) =>
  z
    .string()
    .max(2048)
    .refine((text) => /^https?:\/\/[^\s\p{Cc}]+$/u.test(text) && readUrl(text) !== undefined, {
      error: `has to be an address, as "${example}"`,
    });
