-- As seal/events.sql, in one pass over the rows, for a look at the day under way by one SELECT a fact: what the seal keeps
-- in tables an engine would work out anew for each relation that asks. Copies of one event_id that differ in their
-- properties alone are the one exception: of these any may count. From arrivals_of_day.
with ranked as (
  select
    *,
    row_number() over (
      partition by event_id
      order by hour, name, path, site, day, visitor, topic, goal, referrer, source, medium, campaign,
        country, language, browser, browser_major, os, device, screen, entry, engaged_seconds, scroll_pct, worth_cents
    ) as place
  from arrivals_of_day
  where outcome = 'stored'
)
select
  event_id, site, day, hour, visitor, name, path, topic, goal, referrer, source, medium, campaign, country, language,
  browser, browser_major, os, device, screen, entry, engaged_seconds, scroll_pct, props, worth_cents
from ranked
where place = 1
