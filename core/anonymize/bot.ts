/**
 * Recognises the user agents of known robots, by isbot's list (MIT, well maintained) and a few words of ours. It may
 * not keep the user agent.
 */
import { createIsbotFromList, list } from 'isbot';
import { withoutDevice } from './device-words.ts';

/** What browsers name besides themselves: engines, systems, phones, and names of old ones. */
const BROWSER_WORDS: readonly string[] = [
  'webkit|gecko|presto|cfnetwork|windows phone|office/|roku|googleapp|mozac|galaxy|pinterest',
  'trident|khtml|msie|android|iphone|ipad|watchos|darwin|dalvik|symbian|series ?[46]0|midp',
  'cldc|brew|maui|mtk|nucleus|mre|browser|netfront|nokia|samsung|blackberry|palm|playstation',
  'nintendo|dreamcast|ucweb|obigo|openwave|up\\.|docomo|j-phone|kddi|softbank|vodafone|amiga',
  'lynx|links|w3m|dillo|emacs|arachne|icab|hotjava|ibrowse|voyager|netscape|mosaic|tv|smart',
];

/**
 * Programs that isbot 5.2 does not know: link previews, monitors and clients of HTTP. The last pattern is any program
 * that names itself and no engine, system or phone of a browser.
 */
const MORE_ROBOTS: readonly string[] = [
  'gtmetrix',
  'checkly',
  'nodeping',
  'yellowlab|\\bYLT\\b',
  'assetnote',
  'amazon-kendra',
  '\\bHLB/',
  'amzn-user',
  'miniature\\.io',
  'yunjiankong',
  'geckoversion',
  'laravel reaver',
  'powershell/',
  'dart:io',
  '\\bsignal(?:[ -](?:android|ios|desktop|private messenger))?/\\d',
  `^(?!mozilla/|opera/|.*(?:${BROWSER_WORDS.join('|')}))[\\w.-]+/`,
];

const isRobot = createIsbotFromList([...list, ...MORE_ROBOTS]);

/** Maximum length that is read, so that no regular expression runs for long. */
const MAX_USER_AGENT_LENGTH = 1024;

/**
 * True for known robots and for an empty user agent; false where it is unknown (a log without the field). What names a
 * robot must do so outside the name of a device: `CUBOT` and `Spider 8` are phones.
 */
export function isBot(userAgent: string | undefined): boolean {
  if (userAgent === undefined) return false;
  if (userAgent.trim() === '') return true;
  const read = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
  return isRobot(read) && isRobot(withoutDevice(read));
}
