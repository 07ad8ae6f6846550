-- Paths that are kept neither whole nor by their beginning become (other), days that are merged become their month; rows that are equal then are added up.
with listed as (
  select k.value as path
  from kept k
  where k.kind = 'path'
  union
  select o.path
  from landings o
  join kept s on s.kind = 'path_start' and substr(o.path, 1, length(s.value)) = s.value
),
named as (
  select
    l.site, d.becomes as day, case when n.path is null then '(other)' else l.path end as path, l.medium,
    l.visitors, l.single_page_visitors
  from landings l
  join settled_days d on d.day = l.day
  left join listed n on n.path = l.path
),
final as (
  select
    site,
    day,
    path,
    medium,
    cast(sum(visitors) as bigint) as visitors,
    cast(sum(single_page_visitors) as bigint) as single_page_visitors
  from named
  group by site, day, path, medium
)
select site, day, path, medium, visitors, single_page_visitors
from final
