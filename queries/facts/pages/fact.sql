-- The landing's path, then random ones, up to the bound; the seconds of the kept paths share one bound in that order.
-- Only visitor-days that can exceed a bound are ranked: the others keep all they have, and sorting is what costs time.
with by_path as (
  select
    number,
    coalesce(path, '(unknown)') as path,
    min(event_id) filter (where name = 'pageview') as first_view,
    count_if(name = 'pageview') as page_views,
    coalesce(sum(engaged_seconds), 0) as engaged_seconds,
    min_by(scroll_pct, event_id) filter (where scroll_pct is not null) as scroll_pct
  from visitor_events
  group by number, coalesce(path, '(unknown)')
),
viewed as (
  select
    v.site, v.day, p.number, p.path, p.first_view, p.scroll_pct, v.landing,
    least(p.page_views, b.page_views_per_page) as page_views,
    cast(p.engaged_seconds as bigint) as engaged_seconds,
    b.pages as most_pages,
    b.engaged_seconds as most_seconds,
    v.page_views > b.pages or v.engaged_seconds > b.engaged_seconds as is_heavy
  from by_path p
  join visitor_days v on v.number = p.number
  cross join bounds b
  where p.first_view is not null
),
ranked as (
  select
    *,
    row_number() over (partition by number order by case when path = landing then 0 else 1 end, first_view) as place
  from viewed
  where is_heavy
),
running as (
  select
    *,
    cast(sum(engaged_seconds) over (partition by number order by place rows between unbounded preceding and current row) as bigint) as seconds_so_far
  from ranked
  where place <= most_pages
),
kept as (
  select site, day, path, page_views, scroll_pct, engaged_seconds
  from viewed
  where not is_heavy
  union all
  select site, day, path, page_views, scroll_pct, least(seconds_so_far, most_seconds) - least(seconds_so_far - engaged_seconds, most_seconds)
  from running
),
final as (
  select
    site,
    day,
    path,
    cast(count(*) as bigint) as visitors,
    cast(sum(page_views) as bigint) as page_views,
    cast(coalesce(sum(scroll_pct), 0) as bigint) as scroll_pct_sum,
    cast(count(scroll_pct) as bigint) as scrolls,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds
  from kept
  group by site, day, path
)
select site, day, path, visitors, page_views, scroll_pct_sum, scrolls, engaged_seconds
from final
