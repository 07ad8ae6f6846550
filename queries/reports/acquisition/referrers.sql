-- One row a referring host; a visitor-day adds at most one visit.
with cells as (
  select referrer, cast(sum(visits) as bigint) as visits
  from referrers
  where site = ? and day >= ? and day <= ?
  group by referrer
)
select referrer, visits
from cells
order by visits desc, referrer
