/** Writes register.json, forms, catalogue and headcount.json, from which both registers are made. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_REGISTER } from '#core/register/demo-forms';

/** `smtpPort`: of the mail server of the register on one machine. */
export function writeRegisterFiles(folder: string, smtpPort: number): void {
  const host = 'register.instruments.example';
  const write = (path: string, content: object) => writeFileSync(join(folder, path), JSON.stringify(content));
  for (const [kind, files] of [
    ['forms', DEMO_REGISTER.forms],
    ['catalogue', DEMO_REGISTER.catalogue],
  ] as const) {
    mkdirSync(join(folder, 'register', kind), { recursive: true });
    for (const one of files) write(`register/${kind}/${one.id}.json`, one);
  }
  write('register.json', {
    ...DEMO_REGISTER.config,
    url: `https://${host}`,
    mail: {
      ...DEMO_REGISTER.config.mail,
      from: 'Demo Instruments <register@instruments.example>',
      inbound: 'answers@instruments.example',
      // Of the register on one machine alone.
      smtp: { host: '127.0.0.1', port: smtpPort, tls: 'none' },
    },
    aws: {
      stage: 'rehearsal',
      region: 'eu-central-1',
      domain: {
        name: host,
        certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
      },
      identities: ['instruments.example'],
    },
  });
  write('headcount.json', {
    timeZone: 'Europe/Berlin',
    country: 'none',
    register: 'register.json',
    sites: [
      {
        id: 'instruments',
        hosts: ['www.instruments.example'],
        origins: ['https://www.instruments.example'],
        register: { hosts: [host] },
      },
    ],
    aws: { stage: 'rehearsal', region: 'eu-central-1' },
  });
}
