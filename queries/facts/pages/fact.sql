-- The landing's path, then random ones, up to the bound; the seconds of the kept paths share one bound in that order.
with by_path as (
  select
    site,
    day,
    visitor,
    coalesce(path, '(unknown)') as path,
    min(event_id) filter (where name = 'pageview') as first_view,
    count_if(name = 'pageview') as page_views,
    coalesce(sum(engaged_seconds), 0) as engaged_seconds,
    min_by(scroll_pct, event_id) filter (where scroll_pct is not null) as scroll_pct
  from events
  where visitor is not null
  group by site, day, visitor, coalesce(path, '(unknown)')
),
ranked as (
  select
    p.site, p.day, p.visitor, p.path, p.page_views, p.engaged_seconds, p.scroll_pct,
    row_number() over (partition by p.site, p.day, p.visitor order by case when p.path = v.landing then 0 else 1 end, p.first_view) as place
  from by_path p
  join visitor_days v on v.site = p.site and v.day = p.day and v.visitor = p.visitor
  where p.first_view is not null
),
kept as (
  select
    r.*, b.page_views_per_page, b.engaged_seconds as most_seconds,
    sum(r.engaged_seconds) over (partition by r.site, r.day, r.visitor order by r.place rows between unbounded preceding and current row) as seconds_so_far
  from ranked r
  cross join bounds b
  where r.place <= b.pages
),
final as (
  select
    site,
    day,
    path,
    cast(count(*) as bigint) as visitors,
    cast(sum(least(page_views, page_views_per_page)) as bigint) as page_views,
    cast(coalesce(sum(scroll_pct), 0) as bigint) as scroll_pct_sum,
    cast(count(scroll_pct) as bigint) as scrolls,
    cast(sum(least(seconds_so_far, most_seconds) - least(seconds_so_far - engaged_seconds, most_seconds)) as bigint) as engaged_seconds
  from kept
  group by site, day, path
)
select site, day, path, visitors, page_views, scroll_pct_sum, scrolls, engaged_seconds
from final
