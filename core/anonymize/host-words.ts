/**
 * What a host that is on no list says of itself: `webmail.provider.example` is mail, `suche.portal.example` a search
 * engine. It may not name a source.
 */
import type { Medium } from './known-places.ts';

/** First labels of hosts, in the languages in which providers name them. */
const MAIL =
  /^(?:web-?mail[\w-]*|[ew]?-?mail\d*|e-?posta|e-?post|posta|poczta|pochta|correo(?:web)?|correio|courriel|courrier|messagerie\w*|owa|roundcube|squirrelmail|horde|rainloop|snappymail|zimbra|sogo)$/;
const SEARCH =
  /^(?:i?search\d*|suche|websuche|recherche|buscar?|busqueda|buscador|ricerca|cerca|pesquisa|szukaj|hledani|hledej|zoek|zoeken|sok|otsing|haku|arama|poisk|searx|searxng)$/;
/** Domains through which mail providers lead (`deref-gmx.net`), and those of the Fediverse that say so. */
const LEADS_FROM_MAIL = /^deref-/;
const FEDIVERSE = /(?:^|\.)(?:mastodon|mstdn|masto|lemmy|pixelfed|misskey|pleroma|akkoma|friendica)[.-]/;
/** First segments of the path under which mail programs of the web are installed. */
const MAIL_PATH =
  /^\/(?:owa|webmail|roundcube(?:mail)?|squirrelmail|horde|rainloop|snappymail|zimbra|sogo)(?:\/|$)/i;

const SAME_SITE = /^www\d{0,2}\./;

/** Returns the medium of a host below (or at) its registrable domain: `referral` where it says nothing. */
export function hostMedium(host: string, domain: string, pathname: string): Medium {
  const below = host.replace(SAME_SITE, '');
  const label = below.length <= domain.length ? '' : below.slice(0, below.indexOf('.'));
  if (MAIL.test(label) || LEADS_FROM_MAIL.test(domain) || MAIL_PATH.test(pathname)) return 'mail';
  if (SEARCH.test(label)) return 'search';
  return FEDIVERSE.test(host) ? 'social' : 'referral';
}
