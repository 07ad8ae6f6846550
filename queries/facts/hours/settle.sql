-- Weekdays and hours stay; days that are merged become their month.
with final as (
  select h.site, d.becomes as day, h.weekday, h.hour, cast(sum(h.visitors) as bigint) as visitors
  from hours h
  join settled_days d on d.day = h.day
  group by h.site, d.becomes, h.weekday, h.hour
)
select site, day, weekday, hour, visitors
from final
