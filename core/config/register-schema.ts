/**
 * `register` of a site: where people register by name, and of the whole: the file that describes the register. It may
 * not read that file.
 */
import { z } from 'zod';
import { path, portedHost } from './place-schema.ts';

export const register = z
  .strictObject({
    hosts: z
      .array(portedHost)
      .default([])
      .describe(
        'Hosts of the register, with all their pages; with a port, as "www.example.com:8443", that port alone.',
      ),
    paths: z
      .array(path)
      .default([])
      .describe(
        "Paths of the register on the site's own hosts, `*` for any characters; compared without case.",
      ),
  })
  .default({ hosts: [], paths: [] })
  .describe(
    'Where people register by name. What touches these pages by its url, its referrer or the props host, path and ' +
      'file is `excluded`, so that no usage event tells that somebody registered.',
  );

export const registerFile = z
  .string()
  .min(1)
  .optional()
  .describe(
    'The register.json of the register of names, relative to this file. With `aws` in it a stack of its own is ' +
      'deployed.',
  );
