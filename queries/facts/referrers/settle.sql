-- Referrers that are not kept become (other), days that are merged become their month.
with named as (
  select r.site, d.becomes as day, case when k.value is null then '(other)' else r.referrer end as referrer, r.visits
  from referrers r
  join settled_days d on d.day = r.day
  left join kept k on k.kind = 'referrer' and k.value = r.referrer
),
final as (
  select site, day, referrer, cast(sum(visits) as bigint) as visits
  from named
  group by site, day, referrer
)
select site, day, referrer, visits
from final
