-- Paths that are kept neither whole nor by their beginning become (other), days that are merged become their month; rows that are equal then are added up.
with listed as (
  select k.value as path
  from kept k
  where k.kind = 'path'
  union
  select o.path
  from pages o
  join kept s on s.kind = 'path_start' and substr(o.path, 1, length(s.value)) = s.value
),
named as (
  select
    p.site, d.becomes as day, case when n.path is null then '(other)' else p.path end as path,
    p.visitors, p.page_views, p.scroll_pct_sum, p.scrolls, p.engaged_seconds
  from pages p
  join settled_days d on d.day = p.day
  left join listed n on n.path = p.path
),
final as (
  select
    site,
    day,
    path,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(page_views) as bigint) as page_views,
    cast(sum(scroll_pct_sum) as bigint) as scroll_pct_sum,
    cast(sum(scrolls) as bigint) as scrolls,
    cast(sum(engaged_seconds) as bigint) as engaged_seconds
  from named
  group by site, day, path
)
select site, day, path, visitors, page_views, scroll_pct_sum, scrolls, engaged_seconds
from final
