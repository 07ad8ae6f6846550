/**
 * Reads the three files of matomo-org/searchengine-and-social-list (CC0 1.0) into names and hosts. It may not guess: a
 * line in another form than these files have is an error.
 */

/** Names with their hosts; a host may have a path, and `{}` stands for a country. */
export type NamedHosts = Readonly<Record<string, readonly string[]>>;

/** The list as it is kept in tools/sources/matomo.json. */
export interface MatomoSources {
  /** Where the files come from. */
  readonly from: string;
  readonly commit: string;
  readonly search: NamedHosts;
  readonly social: NamedHosts;
  readonly ai: NamedHosts;
}

/** The files of the list, by medium. */
export const MATOMO_FILES = {
  search: 'SearchEngines.yml',
  social: 'Socials.yml',
  ai: 'AIAssistants.yml',
} as const;

/**
 * Returns the hosts of each name: those directly below it (`- host`), or those under `urls:` of its entries.
 * Parameters, charsets and links back are left out, since no query of a referrer is read. Throws where a line is not
 * understood.
 */
export function readMatomoFile(text: string): NamedHosts {
  const names = new Map<string, string[]>();
  let hosts: string[] | undefined;
  let key = '';
  text.split(/\r?\n/).forEach((line, index) => {
    if (/^\s*(#.*)?$/.test(line)) return;
    const name = /^(\S.*):$/.exec(line)?.[1];
    const under = /^(?: {4}| {2}- )(\w+):/.exec(line)?.[1];
    const host = /^ +- (.+)$/.exec(line)?.[1];
    if (name !== undefined) {
      names.set(decodeURIComponent(unquote(name)), (hosts = []));
      key = 'urls';
    } else if (under !== undefined) key = under;
    else if (/^ {2}-$/.test(line)) key = '';
    else if (host === undefined || hosts === undefined)
      throw new Error(`line ${index + 1} is not understood: ${line}`);
    else if (key === 'urls') hosts.push(unquote(host.replace(/\s+#.*$/, '').trim()));
  });
  return Object.fromEntries(names);
}

const unquote = (text: string): string => text.replace(/^(['"])(.*)\1$/, '$2');
