-- One row a visitor-day: what it did, and of each attribute the one value it may count under. A random event is the one
-- with the least keyed id. Beacons alone (engagement after midnight) make no visitor-day. From events.
with rows_of as (
  select
    *,
    name = 'pageview' as is_view,
    name = 'pageview' and coalesce(entry, false) as is_entry
  from events
  where visitor is not null
),
grouped as (
  select
    site,
    day,
    visitor,
    count_if(name <> 'engagement') as deeds,
    count_if(is_view) as page_views,
    count_if(not is_view and name <> 'engagement') as actions,
    count_if(is_entry) as entries,
    coalesce(sum(engaged_seconds), 0) as engaged_seconds,
    min_by(coalesce(path, '(unknown)'), event_id) filter (where is_entry) as landing,
    min_by(coalesce(source, '(none)'), event_id) filter (where is_entry) as source,
    min_by(coalesce(medium, '(unknown)'), event_id) filter (where is_entry) as medium,
    min_by(coalesce(referrer, '(none)'), event_id) filter (where is_entry) as referrer,
    min_by(campaign, event_id) filter (where is_entry and campaign is not null) as campaign,
    min_by(country, event_id) filter (where country <> '(unknown)') as country,
    min_by(language, event_id) filter (where language <> '(unknown)') as language,
    min_by(browser, event_id) filter (where browser <> '(unknown)') as browser,
    min_by(browser || ' ' || cast(browser_major as varchar), event_id) filter (where browser <> '(unknown)' and browser_major is not null) as browser_version,
    min_by(os, event_id) filter (where os <> '(unknown)') as system,
    min_by(device, event_id) filter (where device <> '(unknown)') as device,
    min_by(screen, event_id) filter (where screen <> '(unknown)') as screen
  from rows_of
  group by site, day, visitor
),
final as (
  select
    site,
    day,
    visitor,
    cast(page_views as bigint) as page_views,
    cast(actions as bigint) as actions,
    cast(entries as bigint) as entries,
    cast(engaged_seconds as bigint) as engaged_seconds,
    landing,
    case when page_views > 0 then coalesce(source, '(unknown)') end as source,
    case when page_views > 0 then coalesce(medium, '(unknown)') end as medium,
    referrer,
    campaign,
    coalesce(country, '(unknown)') as country,
    coalesce(language, '(unknown)') as language,
    coalesce(browser, '(unknown)') as browser,
    coalesce(browser_version, '(unknown)') as browser_version,
    coalesce(system, '(unknown)') as system,
    coalesce(device, '(unknown)') as device,
    coalesce(screen, '(unknown)') as screen,
    case
      when page_views <= 2 then cast(page_views as varchar)
      when page_views <= 5 then '3-5'
      when page_views <= 10 then '6-10'
      else '11+'
    end as depth
  from grouped
  where deeds > 0
)
select *
from final
