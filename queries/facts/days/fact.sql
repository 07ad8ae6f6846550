-- Totals of each site and day. Rows without a visitor add to the exact page views, visits and seconds only.
with totals as (
  select
    site,
    day,
    count_if(name = 'pageview') as page_views,
    count_if(name = 'pageview' and coalesce(entry, false)) as entries,
    coalesce(sum(engaged_seconds), 0) as engaged_seconds
  from events
  group by site, day
),
bounded as (
  select
    v.site,
    v.day,
    count(*) as visitors,
    count_if(v.page_views = 1) as single_page_visitors,
    count_if(v.page_views > 0 and v.entries = 0) as visits_without_entry,
    sum(least(case when v.page_views > 0 and v.entries = 0 then cast(1 as bigint) else v.entries end, b.visits)) as visits_bounded,
    sum(least(v.page_views, b.page_views)) as page_views_bounded,
    sum(least(v.engaged_seconds, b.engaged_seconds)) as engaged_seconds_bounded
  from visitor_days v
  cross join bounds b
  group by v.site, v.day
),
final as (
  select
    s.site,
    s.day,
    cast(coalesce(b.visitors, 0) as bigint) as visitors,
    cast(coalesce(t.entries, 0) + coalesce(b.visits_without_entry, 0) as bigint) as visits,
    cast(coalesce(t.page_views, 0) as bigint) as page_views,
    cast(coalesce(t.engaged_seconds, 0) as bigint) as engaged_seconds,
    cast(coalesce(b.single_page_visitors, 0) as bigint) as single_page_visitors,
    cast(coalesce(b.visitors, 0) as bigint) as visitors_bounded,
    cast(coalesce(b.visits_bounded, 0) as bigint) as visits_bounded,
    cast(coalesce(b.page_views_bounded, 0) as bigint) as page_views_bounded,
    cast(coalesce(b.engaged_seconds_bounded, 0) as bigint) as engaged_seconds_bounded,
    cast(coalesce(b.single_page_visitors, 0) as bigint) as single_page_visitors_bounded
  from site_days s
  left join totals t on t.site = s.site and t.day = s.day
  left join bounded b on b.site = s.site and b.day = s.day
)
select
  site, day, visitors, visits, page_views, engaged_seconds, single_page_visitors,
  visitors_bounded, visits_bounded, page_views_bounded, engaged_seconds_bounded, single_page_visitors_bounded
from final
