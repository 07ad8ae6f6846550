-- Every value is of a fixed vocabulary and stays; days that are merged become their month.
with final as (
  select v.site, d.becomes as day, v.dimension, v.value, cast(sum(v.visitors) as bigint) as visitors
  from visitors v
  join settled_days d on d.day = v.day
  group by v.site, d.becomes, v.dimension, v.value
)
select site, day, dimension, value, visitors
from final
