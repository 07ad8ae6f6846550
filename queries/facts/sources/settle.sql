-- Sources that are not kept become (other), their medium stays; days that are merged become their month.
with named as (
  select
    s.site, d.becomes as day, case when k.value is null then '(other)' else s.source end as source, s.medium,
    s.visitors, s.visits
  from sources s
  join settled_days d on d.day = s.day
  left join kept k on k.kind = 'source' and k.value = s.source
),
final as (
  select site, day, source, medium, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from named
  group by site, day, source, medium
)
select site, day, source, medium, visitors, visits
from final
