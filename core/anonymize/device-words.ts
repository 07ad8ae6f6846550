/**
 * Leaves out of a user agent what names a device or an add-on of a browser, and so may hold any word. It may not leave
 * out what a robot says of itself.
 */

/** From the version of Android to the end of the comment: language, model, build. */
const ANDROID = /\bAndroid[ /-][\w.]+;.*?\)(?= ?(?:AppleWebKit|Gecko)\b)/i;
const MODEL = /;.*/s;
/** Vendor and model of a Windows Phone. */
const WINDOWS_PHONE = /\bIEMobile[/ ][\d.]+;[^)]*\)/i;
/** What a robot writes there, if it writes there at all. */
const SAYS_ROBOT = /compatible|catchpoint|https?:|\w@\w|(?:bot|crawler|spider|-google)\//i;
/** Add-ons and platforms whose names hold a robot's word. */
const ADD_ONS =
  /\bQQDownload(?: \d+)?|\bSogou(?:MSE|MobileBrowser)\b,?(?:\/[\d.]+)?|\bSE 2\.X MetaSr\b|\bCatcher[\d.]*|\bJavaPlatform\/JP-[\d.]+|\b(?:REX|webOS|bada|ce-html|SAMSUNG-GT-[\w-]+)\/1\.0|\bHbbTV\/[\d.]+ \([^)]*\)|\bEmbedded Web Browser from: http:\/\/bsalsa\.com\/|\bGoogle(?: Earth\/[\d.]+| WAP Proxy\/[\d.]+| ?TV\b)|\bMAUI ?\((?:HTTP PGDL; ?HTTPS)?\)|\(Java; U; MIDP|\bSpeedMode; Proxy|\bUP\.Link\/[\d.]+/gi;
/** Forms of apps and proxies that describe a device and nothing else. */
const DEVICE_ALONE = /^(?:(?:dv|pf)\(.*\bpr\(UCBrowser\b.*|iP(?:hone|od|ad)[\w]+$|smarttv_.*)/;

/** Returns the user agent without the name of a model, which may hold the name of a browser or a robot. */
export function withoutModel(userAgent: string): string {
  return userAgent
    .replace(ANDROID, (text) => (SAYS_ROBOT.test(text) ? text : text.replace(MODEL, ')')))
    .replace(WINDOWS_PHONE, 'IEMobile/)');
}

/** Returns the user agent without the names of models and add-ons; empty where it is nothing but a device. */
export function withoutDevice(userAgent: string): string {
  return withoutModel(userAgent).replace(DEVICE_ALONE, '').replaceAll(ADD_ONS, '');
}
