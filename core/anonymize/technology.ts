/** Browser family and major version, system family and device class of a user agent. It may not keep the user agent. */
import Bowser from 'bowser';

export interface Technology {
  /** The family, as `Firefox`, or `(unknown)`. */
  readonly browser: string;
  readonly browserMajor: number | null;
  /** The family, as `Windows`, or `(unknown)`. */
  readonly os: string;
  readonly device: 'desktop' | 'mobile' | 'tablet' | 'other';
}

const UNKNOWN: Technology = { browser: '(unknown)', browserMajor: null, os: '(unknown)', device: 'other' };
/** Maximum length that is parsed, so that no regular expression runs for long. */
const MAX_USER_AGENT_LENGTH = 512;

/**
 * Returns families only, as bowser (MIT) names them; those it does not know are `(unknown)`, never a part of the text.
 */
export function deriveTechnology(userAgent: string | undefined): Technology {
  if (userAgent === undefined || userAgent === '') return UNKNOWN;
  const parser = Bowser.getParser(userAgent.slice(0, MAX_USER_AGENT_LENGTH), true);
  const browser = knownFamily(parser.getBrowserName(), Bowser.BROWSER_MAP);
  const major = Number.parseInt(parser.getBrowserVersion() ?? '', 10);
  const platform = parser.getPlatformType();
  return {
    browser: browser ?? UNKNOWN.browser,
    browserMajor: browser === undefined || !(major >= 0 && major < 1000) ? null : major,
    os: knownFamily(parser.getOSName(), Bowser.OS_MAP) ?? UNKNOWN.os,
    device: platform === 'desktop' || platform === 'mobile' || platform === 'tablet' ? platform : 'other',
  };
}

/**
 * Returns a name only if it is on bowser's own list: for unknown browsers, bowser falls back to words of the user
 * agent.
 */
function knownFamily(name: string | undefined, list: Readonly<Record<string, string>>): string | undefined {
  return name !== undefined && Object.values(list).includes(name) ? name : undefined;
}
