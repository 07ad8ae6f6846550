/** How figures are released: `release` of headcount.json. */
import { z } from 'zod';

export const releaseSchema = z
  .strictObject({
    names: z
      .enum(['listed', 'all'])
      .default('listed')
      .describe(
        'Names on public pages: `listed` shows what the site or the program lists and what `headcount names` ' +
          'approved; `all` shows every name that passed its threshold, also one that somebody sent on purpose.',
      ),
    profile: z
      .enum(['default', 'strict'])
      .default('default')
      .describe(
        'Privacy budget of releases: `default` spends rho .074 per visitor-day and site, `strict` .020.',
      ),
  })
  .default({ names: 'listed', profile: 'default' });
