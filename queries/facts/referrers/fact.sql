-- Referring host of the least-id entry; the site's own hosts are none.
with final as (
  select site, day, referrer, cast(count(*) as bigint) as visits
  from visitor_days
  where entries > 0 and referrer <> '(internal)'
  group by site, day, referrer
)
select site, day, referrer, visits
from final
