-- Stored events, each once, with and without a visitor. From arrivals_of_day and repeated.
with once as (
  select a.*
  from arrivals_of_day a
  left join repeated r on r.event_id = a.event_id
  where a.outcome = 'stored' and r.event_id is null
),
final as (
  select
    event_id, site, day, hour, visitor, name, path, topic, goal, referrer, source, medium, campaign, country, language,
    browser, browser_major, os, device, screen, entry, engaged_seconds, scroll_pct, props, worth_cents
  from once
  union all
  select
    event_id, site, day, hour, visitor, name, path, topic, goal, referrer, source, medium, campaign, country, language,
    browser, browser_major, os, device, screen, entry, engaged_seconds, scroll_pct, props, worth_cents
  from repeated
)
select *
from final
