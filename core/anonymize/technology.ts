/** Browser family and major version, system family and device class of a user agent. It may not keep the user agent. */
import Bowser from 'bowser';
import { deviceOf, type Device } from './device.ts';
import { withoutModel } from './device-words.ts';

export interface Technology {
  /** The family, as `Firefox`, or `(unknown)`. */
  readonly browser: string;
  readonly browserMajor: number | null;
  /** The family, as `Windows`, or `(unknown)`. */
  readonly os: string;
  readonly device: Device;
}

const UNKNOWN: Technology = { browser: '(unknown)', browserMajor: null, os: '(unknown)', device: 'other' };
/** Maximum length that is parsed, so that no regular expression runs for long. */
const MAX_USER_AGENT_LENGTH = 512;

/**
 * Returns families only, as bowser (MIT) names them; those it does not know are `(unknown)`, never a part of the text.
 * The name of a model may hold a browser's, so bowser does not see it.
 */
export function deriveTechnology(userAgent: string | undefined): Technology {
  if (userAgent === undefined || userAgent === '') return UNKNOWN;
  const read = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
  const parser = Bowser.getParser(withoutModel(read), true);
  const [browser, version] = statedBrowser(read) ??
    knownBrowser(parser.getBrowserName(), parser.getBrowserVersion()) ??
    engineOf(read) ?? [UNKNOWN.browser, undefined];
  const major = Number.parseInt(version ?? '', 10);
  return {
    browser,
    browserMajor: !(major >= 0 && major < 1000) ? null : major,
    os: knownFamily(parser.getOSName(), Bowser.OS_MAP) ?? UNKNOWN.os,
    device: deviceOf(read),
  };
}

type NamedBrowser = readonly [family: string, version: string | undefined];

/**
 * The engine of Internet Explorer, by which it tells its version in compatibility mode (Microsoft, "Understanding
 * user-agent strings": Trident/7.0 is version 11).
 */
const TRIDENT = /\bMSIE \d.*\bTrident\/(\d)/;
/** Opera Mini, whose proxy has a version, too. */
const OPERA_MINI = /\bOpera Mini\/(?:att\/)?(\d+)/;
const YANDEX = /\b(?:YaBrowser|YaSearchBrowser|YaApp_Android|YandexSearch)\/(\d+)/;

/** Returns what bowser reads otherwise: the browser itself, not the one that it poses as. */
function statedBrowser(userAgent: string): NamedBrowser | undefined {
  const trident = TRIDENT.exec(userAgent)?.[1];
  if (trident !== undefined) return ['Internet Explorer', String(Number(trident) + 4)];
  const mini = OPERA_MINI.exec(userAgent)?.[1];
  if (mini !== undefined) return ['Opera', mini];
  const yandex = YANDEX.exec(userAgent)?.[1];
  return yandex === undefined ? undefined : ['Yandex Browser', yandex];
}

function knownBrowser(name: string | undefined, version: string | undefined): NamedBrowser | undefined {
  const family = knownFamily(name, Bowser.BROWSER_MAP);
  return family === undefined || family === 'Generic' ? undefined : [family, version];
}

/** Returns the family whose engine a browser that bowser does not know has. */
function engineOf(userAgent: string): NamedBrowser | undefined {
  const [, family, version] = /\b(Chrome|Firefox)\/(\d+)/.exec(userAgent) ?? [];
  return family === undefined ? undefined : [family, version];
}

/**
 * Returns a name only if it is on bowser's own list: for unknown browsers, bowser falls back to words of the user
 * agent.
 */
function knownFamily(name: string | undefined, list: Readonly<Record<string, string>>): string | undefined {
  return name !== undefined && Object.values(list).includes(name) ? name : undefined;
}
