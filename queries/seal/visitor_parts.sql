-- Rows of a visitor-day that are alike in every attribute, taken together: nearly always one part is all there is, so that
-- little is left of which the least id has to be searched. From events.
with rows_of as (
  select
    *,
    name = 'pageview' as is_view,
    name = 'pageview' and coalesce(entry, false) as is_entry
  from events
  where visitor is not null
),
final as (
  select
    site,
    day,
    visitor,
    country,
    language,
    browser,
    browser_major,
    os,
    device,
    screen,
    min(event_id) as event_id,
    cast(count_if(name <> 'engagement') as bigint) as deeds,
    cast(count_if(is_view) as bigint) as page_views,
    cast(count_if(not is_view and name <> 'engagement') as bigint) as actions,
    cast(count_if(is_entry) as bigint) as entries,
    cast(coalesce(sum(engaged_seconds), 0) as bigint) as engaged_seconds
  from rows_of
  group by site, day, visitor, country, language, browser, browser_major, os, device, screen
)
select *
from final
