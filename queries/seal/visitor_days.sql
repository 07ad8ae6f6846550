-- One row a visitor-day: what it did, and of each attribute the one value it may count under. A random event is the one
-- with the least keyed id. Beacons alone (engagement after midnight) make no visitor-day. The number stands for site, day
-- and key where events are grouped. From visitor_parts and visitor_entries.
with grouped as (
  select
    site,
    day,
    visitor,
    cast(sum(deeds) as bigint) as deeds,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(actions) as bigint) as actions,
    cast(sum(entries) as bigint) as entries,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds,
    min_by(country, event_id) filter (where country <> '(unknown)') as country,
    min_by(language, event_id) filter (where language <> '(unknown)') as language,
    min_by(browser, event_id) filter (where browser <> '(unknown)') as browser,
    min_by(browser || ' ' || cast(browser_major as varchar), event_id) filter (where browser <> '(unknown)' and browser_major is not null) as browser_version,
    min_by(os, event_id) filter (where os <> '(unknown)') as system,
    min_by(device, event_id) filter (where device <> '(unknown)') as device,
    min_by(screen, event_id) filter (where screen <> '(unknown)') as screen
  from visitor_parts
  group by site, day, visitor
),
final as (
  select
    row_number() over () as number,
    g.site,
    g.day,
    g.visitor,
    g.page_views,
    g.actions,
    g.entries,
    g.engaged_seconds,
    e.landing,
    case when g.page_views > 0 then coalesce(e.source, '(unknown)') end as source,
    case when g.page_views > 0 then coalesce(e.medium, '(unknown)') end as medium,
    e.referrer,
    e.campaign,
    coalesce(g.country, '(unknown)') as country,
    coalesce(g.language, '(unknown)') as language,
    coalesce(g.browser, '(unknown)') as browser,
    coalesce(g.browser_version, '(unknown)') as browser_version,
    coalesce(g.system, '(unknown)') as system,
    coalesce(g.device, '(unknown)') as device,
    coalesce(g.screen, '(unknown)') as screen,
    case
      when g.page_views <= 2 then cast(g.page_views as varchar)
      when g.page_views <= 5 then '3-5'
      when g.page_views <= 10 then '6-10'
      else '11+'
    end as depth
  from grouped g
  left join visitor_entries e on e.site = g.site and e.day = g.day and e.visitor = g.visitor
  where g.deeds > 0
)
select *
from final
