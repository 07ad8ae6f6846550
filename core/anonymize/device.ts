/**
 * Derives the class of a device from its user agent. It may not keep the name of a model.
 */

export type Device = 'desktop' | 'mobile' | 'tablet' | 'other';

/** Televisions, boxes, consoles, cars and glasses: neither of the three. */
const OTHER =
  /\bTV\b|(?:Smart|Google|Android|Apple|Mi|Net|Hbb)-?TV|NetCast|VIDAA|SmartCast|SmartHub|BRAVIA|\bCrKey|\bAFT[A-Z]|\bRoku|\bMIBOX|Web0S|VIZIO|inettvbrowser|\bTiVo|\bVIERA|CE-HTML|\bTbrowser|\bMaple ?\d|PlayStation|\bXbox|Nintendo|\bTesla\/|QtCarBrowser|OculusBrowser|PicoBrowser|BrightSign/i;
const CHROMEBOOK = /\bCrOS\b|\bChromebook\b|\bPixelbook\b/;
/** Windows phones that ask for the page of a desktop. */
const WINDOWS_PHONE = /WPDesktop|Windows Phone|Windows NT [\d.]+; ARM;.*(?:Lumia|\b909\b)/;
const APPLE = /\b(?:iPad|iPhone|iPod)/;
const LIKE_IPHONE = /like iPhone/;
/** HarmonyOS says the class first (Huawei, "ArkWeb user agent"): `(Phone; OpenHarmony 5.0)`. */
const HARMONY = /\b(Phone|Tablet|PC|2in1); ?OpenHarmony/;
/** Words and numbers of tablets, which some browsers on them call `Mobile`, too. */
const TABLET =
  /\bTablet(?! PC)|\b(?!Coolpad|Techpad|Klipad)\w{0,20}(?:Pad|Tab|slate)(?:[-_ ]|\d|s?\b)|\/apad\b|\bSM-(?:[TX]\d{3}|P[5-9]\d{2})|\bGT-(?:P\d|N[58])\d{3}|\bSCH-I800|\bNexus (?:7|9|10)\b|\bPixel C\b|\bKF[A-Z]{2,6}\b|Kindle|\bSilk\b|\bLenovo (?:TB|YT)|\bTB-?[37X8]\w+|\bXoom\b|\bTransformer\b|\bTF\d{3}|PlayBook|RIM Tablet|\b(?:AGS\w?|BAH\w?|BTV|BTK|SHT|CMR|VRD|SCMR?|MR[XRO]|WGRR?|DB[YR]2?|KOBE?2?|MON|BZ[TAWK]\d?|JDN\w?|BG2|CPN|AG[RM]\d?|HDN)-[AWLD]?[WLZ]\d\d/i;
const ANDROID = /\bAndroid\b/i;
const MOBILE = /Mobi|\bOpera Mini\b|\bDalvik\b|UCWEB|^(?!.*(?:Safari|Gecko\/|Silk)\b)/;
/** Phones of before Android, and the browsers made for them. */
const OLD_PHONE =
  /MIDP|CLDC|Opera Mini|Opera Mobi|UP\.Browser|\bBREW\b|BlackBerry|\bBB10\b|Symbian|Series ?[46]0|KAIOS|DoCoMo|J-PHONE|\bKDDI-|SoftBank|\bwebOS\/[12]|Nokia|SonyEricsson|^SAMSUNG|^LGE?[-/]|^dv\(|Windows CE|Windows Mobile|PalmSource|PalmOS|Maemo|UCWEB|MAUI|NetFront\/|\bBada\b|\biPh\d|\bTizen\b.*Mobile|[^-]Mobi/i;
const COMPUTER =
  /X11|Macintosh|Mac_PowerPC|Windows|\bWin(?:9|NT)|Linux|Darwin.*\((?:i386|x86_64)|OS\/2|BeOS|Amiga|SunOS|BSD|Haiku/;

/** Maximum length that is read: what tells the device stands at the front, and no regular expression runs for long. */
const MAX_LENGTH = 320;

/** Returns the class; `other` for what is none of the three, and for what does not say. */
export function deviceOf(whole: string): Device {
  const userAgent = whole.slice(0, MAX_LENGTH);
  if (OTHER.test(userAgent)) return 'other';
  if (CHROMEBOOK.test(userAgent)) return 'desktop';
  if (WINDOWS_PHONE.test(userAgent)) return 'mobile';
  if (APPLE.test(userAgent) && !LIKE_IPHONE.test(userAgent))
    return userAgent.includes('iPad') ? 'tablet' : 'mobile';
  const harmony = HARMONY.exec(userAgent)?.[1];
  if (harmony !== undefined)
    return harmony === 'Phone' ? 'mobile' : harmony === 'Tablet' ? 'tablet' : 'desktop';
  if (TABLET.test(userAgent)) return 'tablet';
  if (ANDROID.test(userAgent)) return MOBILE.test(userAgent) ? 'mobile' : 'tablet';
  if (OLD_PHONE.test(userAgent)) return 'mobile';
  return COMPUTER.test(userAgent) ? 'desktop' : 'other';
}
