/** Outputs of the register's stack. This is the only place of the command line that knows their names. */
import type { OutputNames } from '../outputs.ts';

export const REGISTER_OUTPUTS = {
  names: [
    'RegisterStaffFunction',
    'RegisterPagesFunction',
    'RegisterMailFunction',
    'RegisterSweepFunction',
    'RegisterTable',
    'RegisterBucket',
    /** ARNs of the secrets with the two keys. */
    'RegisterHashSecret',
    'RegisterLinkSecret',
    'RegisterConfigurationSet',
  ],
  stacks: ['Register'],
  file: 'register.json',
} as const satisfies OutputNames<string>;
export type RegisterOutput = (typeof REGISTER_OUTPUTS)['names'][number];
