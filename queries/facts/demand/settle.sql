-- Of the dimension campaign, values that are not kept become (other); days that are merged become their month.
with named as (
  select
    m.site, d.becomes as day, m.kind, m.subject, m.dimension,
    case when m.dimension = 'campaign' and k.value is null then '(other)' else m.value end as value,
    m.visitors
  from demand m
  join settled_days d on d.day = m.day
  left join kept k on k.kind = 'campaign' and k.value = m.value
),
final as (
  select site, day, kind, subject, dimension, value, cast(sum(visitors) as bigint) as visitors
  from named
  group by site, day, kind, subject, dimension, value
)
select site, day, kind, subject, dimension, value, visitors
from final
