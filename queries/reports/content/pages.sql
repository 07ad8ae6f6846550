-- One row a path: who saw it, how often, how long and how far.
with cells as (
  select
    path,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds,
    cast(sum(scroll_pct_sum) as bigint) as scroll_pct_sum,
    cast(sum(scrolls) as bigint) as scrolls
  from pages
  where site = ? and day >= ? and day <= ?
  group by path
)
select path, visitors, page_views, engaged_seconds, scroll_pct_sum, scrolls
from cells
order by visitors desc, page_views desc, path
