/**
 * Whether the register's host stands apart from the stream: shared with none of its hosts, and known to each site, so
 * that nobody's registration shows. It knows the register by its host alone.
 */
import type { Config } from '../config/schema.ts';
import { readHostText } from './host-text.ts';
import { registerWall } from './register-wall.ts';

export interface HostProblem {
  /** Whose configuration has to change. */
  readonly of: 'stream' | 'register';
  readonly problem: string;
}

/** Returns what is wrong; the host is reached by https on its default port. */
export function checkRegisterHost(config: Config, host: string): readonly HostProblem[] {
  const hostname = readHostText(host)?.hostname;
  const streams = [
    ...(config.aws?.domain === undefined ? [] : [config.aws.domain.name]),
    ...config.sites.flatMap((site) => [
      ...site.hosts,
      ...site.origins.map((origin) => origin.replace(/^https?:\/\//, '')),
    ]),
  ].map((one) => readHostText(one)?.hostname);
  if (streams.includes(hostname))
    return [
      {
        of: 'register',
        problem:
          '$.aws.domain.name: is a host of the usage statistics too, in sites or aws.domain of headcount.json: ' +
          'take a host of its own, so that nothing is shared',
      },
    ];
  const page = { hostname, port: '443', target: '/register/' };
  return config.sites.flatMap((site, index) =>
    registerWall({ ...site.register, siteHosts: site.hosts, keepParameters: new Set() })({ page })
      ? []
      : [
          {
            of: 'stream' as const,
            problem:
              `$.sites[${index}].register.hosts: lacks the host of the register, aws.domain.name of register.json: ` +
              'add it, so that no visit to the register is counted',
          },
        ],
  );
}
