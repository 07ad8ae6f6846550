-- Paths that are not kept become (other), days that are merged become their month; rows that are equal then are added up.
with named as (
  select
    l.site, d.becomes as day, case when k.value is null then '(other)' else l.path end as path, l.medium,
    l.visitors, l.single_page_visitors
  from landings l
  join settled_days d on d.day = l.day
  left join kept k on k.kind = 'path' and k.value = l.path
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
